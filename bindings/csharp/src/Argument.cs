using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Yjt
{
    /// <summary>
    /// A text on its way into the library: UTF-8 with the NUL that C wants, in an array that the garbage collector does not copy
    /// about and that is cleared at the end. Null stays null, which the library refuses by name.
    /// </summary>
    internal sealed class Argument : IDisposable
    {
        private static readonly UTF8Encoding Utf8 = new UTF8Encoding(false, true);
        private GCHandle pin;

        internal Argument(string text, string name)
        {
            if (text == null)
                return;
            if (text.IndexOf('\0') >= 0)
                throw new ArgumentException("文本含有 NUL | the text holds a NUL character", name);
            try
            {
                Bytes = new byte[Utf8.GetByteCount(text) + 1];
            }
            catch (EncoderFallbackException)
            {
                throw new ArgumentException("文本含有孤立的代理字符 | the text holds a lone surrogate", name);
            }
            pin = GCHandle.Alloc(Bytes, GCHandleType.Pinned);
            Utf8.GetBytes(text, 0, text.Length, Bytes, 0);
        }

        internal byte[] Bytes { get; private set; }

        public void Dispose()
        {
            if (Bytes == null)
                return;
            Array.Clear(Bytes, 0, Bytes.Length);
            Bytes = null;
            pin.Free();
        }
    }
}
