using System;

namespace Yjt
{
    /// <summary>
    /// The guide's Sm4Utils (section 6): SM4, ECB, PKCS#7 padding, UTF-8, hex. Every method may be called from any thread.
    /// </summary>
    public static class Sm4
    {
        /// <summary>Encrypts a text.</summary>
        /// <param name="keyHex">32 hex digits</param>
        /// <param name="text">the plain text</param>
        /// <returns>lower-case hex</returns>
        /// <exception cref="YjtException">The key is wrong.</exception>
        public static string EncryptEcb(string keyHex, string text)
        {
            using (Argument key = new Argument(keyHex, "keyHex"), plain = new Argument(text, "text"))
                return Door.TakeText((out IntPtr cipher) => Raw.yjt_sm4_encrypt(key.Bytes, plain.Bytes, out cipher));
        }

        /// <summary>Decrypts a text.</summary>
        /// <param name="keyHex">32 hex digits</param>
        /// <param name="cipherHex">hex of whole blocks</param>
        /// <returns>the plain text</returns>
        /// <exception cref="YjtException">Key, cipher text or padding are wrong.</exception>
        public static string DecryptEcb(string keyHex, string cipherHex)
        {
            using (Argument key = new Argument(keyHex, "keyHex"), cipher = new Argument(cipherHex, "cipherHex"))
                return Door.TakeText((out IntPtr text) => Raw.yjt_sm4_decrypt(key.Bytes, cipher.Bytes, out text));
        }

        /// <summary>Whether a cipher text is that of a text, compared in constant time.</summary>
        /// <param name="keyHex">32 hex digits</param>
        /// <param name="cipherHex">hex of whole blocks</param>
        /// <param name="text">the plain text</param>
        /// <returns>true when they belong together</returns>
        /// <exception cref="YjtException">Key or cipher text are wrong.</exception>
        public static bool VerifyEcb(string keyHex, string cipherHex, string text)
        {
            using (Argument key = new Argument(keyHex, "keyHex"), cipher = new Argument(cipherHex, "cipherHex"))
            using (Argument plain = new Argument(text, "text"))
            {
                int matches = 0;
                Door.Call(() => Raw.yjt_sm4_verify(key.Bytes, cipher.Bytes, plain.Bytes, out matches));
                return matches == 1;
            }
        }
    }
}
