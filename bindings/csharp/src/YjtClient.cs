using System;
using System.IO;
using System.Text;

namespace Yjt
{
    /// <summary>
    /// A hospital's client. Make one at start and share it between all threads; dispose it at the end. Every member may be used
    /// from any thread; calls block, at most timeoutMs.
    /// </summary>
    public sealed class YjtClient : IDisposable
    {
        private readonly ClientHandle handle;

        /// <summary>Makes a client; touches no network.</summary>
        /// <param name="options">the configuration</param>
        /// <exception cref="YjtException">The configuration is wrong; the message names the key.</exception>
        /// <exception cref="YjtLoadException">The native library cannot be loaded; the message says what to do.</exception>
        public YjtClient(YjtOptions options) : this(Json(options)) { }

        private YjtClient(string json)
        {
            using (Argument config = new Argument(json, "json"))
            {
                ClientHandle made = null;
                Door.Call(() => Raw.yjt_init(config.Bytes, out made));
                handle = made;
            }
        }

        /// <summary>Makes a client from a configuration in JSON; the README, section Configuration, tells its keys.</summary>
        /// <param name="json">the JSON text</param>
        /// <returns>the client</returns>
        public static YjtClient FromJson(string json)
        {
            return new YjtClient(json);
        }

        /// <summary>Makes a client from a JSON file in UTF-8, or in UTF-16 with its byte order mark (Notepad's "Unicode").</summary>
        /// <param name="path">the file</param>
        /// <returns>the client</returns>
        /// <exception cref="InvalidDataException">The file is in neither.</exception>
        public static YjtClient FromFile(string path)
        {
            byte[] bytes = File.ReadAllBytes(path);
            try
            {
                return new YjtClient(EncodingOf(bytes).GetString(bytes));
            }
            catch (DecoderFallbackException e)
            {
                throw new InvalidDataException(path + ": 不是 UTF-8,多半存成了 GBK | not UTF-8, most likely saved as GBK", e);
            }
            finally
            {
                Array.Clear(bytes, 0, bytes.Length);
            }
        }

        /// <summary>UTF-8, unless the file begins as Notepad's "Unicode" does.</summary>
        private static Encoding EncodingOf(byte[] bytes)
        {
            int start = bytes.Length < 2 ? 0 : bytes[0] << 8 | bytes[1];
            return start == 0xFFFE ? Encoding.Unicode : start == 0xFEFF ? Encoding.BigEndianUnicode : new UTF8Encoding(false, true);
        }

        /// <summary>
        /// Exchanges a one-time code for the patient's identity (guide, section 4). A code serves once: keep the identity in the
        /// session and redirect, so that Back and refresh do not send it again.
        /// </summary>
        /// <param name="code">1 to 32 of A-Z a-z 0-9 - . _ ~</param>
        /// <param name="businessType">what the patient came for; any positive number may be cast to it</param>
        /// <returns>the identity</returns>
        /// <exception cref="YjtException">There is none; the status says why.</exception>
        /// <exception cref="ObjectDisposedException">This client is disposed.</exception>
        public YjtUser ExchangeCode(string code, BusinessType businessType)
        {
            ClientHandle client = Open();
            using (Argument text = new Argument(code, "code"))
                return Door.Take(
                    (out IntPtr user) => Raw.yjt_exchange_code(client, text.Bytes, (int)businessType, out user), user => new YjtUser(user));
        }

        /// <summary>Encrypts a field under the client's appKey, for the platform's other interfaces.</summary>
        /// <param name="text">the plain text</param>
        /// <returns>lower-case hex</returns>
        /// <exception cref="ObjectDisposedException">This client is disposed.</exception>
        public string Encrypt(string text)
        {
            ClientHandle client = Open();
            using (Argument plain = new Argument(text, "text"))
                return Door.TakeText((out IntPtr cipher) => Raw.yjt_encrypt(client, plain.Bytes, out cipher));
        }

        /// <summary>Decrypts a field under the client's appKey.</summary>
        /// <param name="cipherHex">hex of whole blocks</param>
        /// <returns>the plain text</returns>
        /// <exception cref="YjtException">It does not decrypt.</exception>
        /// <exception cref="ObjectDisposedException">This client is disposed.</exception>
        public string Decrypt(string cipherHex)
        {
            ClientHandle client = Open();
            using (Argument cipher = new Argument(cipherHex, "cipherHex"))
                return Door.TakeText((out IntPtr text) => Raw.yjt_decrypt(client, cipher.Bytes, out text));
        }

        /// <summary>Releases the client; calls under way end as they would. Disposing twice is harmless.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }

        /// <summary>The marshaller refuses a handle that is closed from here on, too.</summary>
        private ClientHandle Open()
        {
            if (handle.IsClosed)
                throw new ObjectDisposedException("YjtClient", "client 已关闭 | the client is closed");
            return handle;
        }

        private static string Json(YjtOptions options)
        {
            if (options == null)
                throw new ArgumentNullException("options");
            return options.ToJson();
        }
    }
}
