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
            byte[] config = Door.Bytes(json, "json");
            ClientHandle made = null;
            Door.Call(() => Raw.yjt_init(config, out made));
            handle = made;
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
        /// <exception cref="InvalidDataException">The file is not UTF-8.</exception>
        public static YjtClient FromFile(string path)
        {
            try
            {
                return new YjtClient(File.ReadAllText(path, new UTF8Encoding(false, true)));
            }
            catch (DecoderFallbackException e)
            {
                throw new InvalidDataException(path + ": 不是 UTF-8,多半存成了 GBK | not UTF-8, most likely saved as GBK", e);
            }
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
            byte[] text = Door.Bytes(code, "code");
            return Door.Take(
                (out IntPtr user) => Raw.yjt_exchange_code(client, text, (int)businessType, out user), user => new YjtUser(user));
        }

        /// <summary>Encrypts a field under the client's appKey, for the platform's other interfaces.</summary>
        /// <param name="text">the plain text</param>
        /// <returns>lower-case hex</returns>
        /// <exception cref="ObjectDisposedException">This client is disposed.</exception>
        public string Encrypt(string text)
        {
            ClientHandle client = Open();
            byte[] plain = Door.Bytes(text, "text");
            return Door.TakeText((out IntPtr cipher) => Raw.yjt_encrypt(client, plain, out cipher));
        }

        /// <summary>Decrypts a field under the client's appKey.</summary>
        /// <param name="cipherHex">hex of whole blocks</param>
        /// <returns>the plain text</returns>
        /// <exception cref="YjtException">It does not decrypt.</exception>
        /// <exception cref="ObjectDisposedException">This client is disposed.</exception>
        public string Decrypt(string cipherHex)
        {
            ClientHandle client = Open();
            byte[] cipher = Door.Bytes(cipherHex, "cipherHex");
            return Door.TakeText((out IntPtr text) => Raw.yjt_decrypt(client, cipher, out text));
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
