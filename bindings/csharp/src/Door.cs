using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Yjt
{
    /// <summary>
    /// The one door between .NET and the library: texts in, texts out, and a status that is returned or thrown. A call comes as a
    /// function, and no method that loads is one that calls: Mono binds a DllImport when it compiles the method around it, which
    /// must be after loading.
    /// </summary>
    internal static class Door
    {
        private static readonly UTF8Encoding Utf8 = new UTF8Encoding(false, true);

        /// <summary>UTF-8 with the NUL that C wants; null stays null, which the library refuses by name.</summary>
        internal static byte[] Bytes(string text, string argument)
        {
            if (text == null)
                return null;
            if (text.IndexOf('\0') >= 0)
                throw new ArgumentException("文本含有 NUL | the text holds a NUL character", argument);
            try
            {
                byte[] bytes = new byte[Utf8.GetByteCount(text) + 1];
                Utf8.GetBytes(text, 0, text.Length, bytes, 0);
                return bytes;
            }
            catch (EncoderFallbackException)
            {
                throw new ArgumentException("文本含有孤立的代理字符 | the text holds a lone surrogate", argument);
            }
        }

        /// <summary>A copy of a text; null when there is none.</summary>
        internal static string Read(IntPtr text)
        {
            if (text == IntPtr.Zero)
                return null;
            int length = 0;
            while (Marshal.ReadByte(text, length) != 0)
                length++;
            byte[] bytes = new byte[length];
            Marshal.Copy(text, bytes, 0, length);
            return Utf8.GetString(bytes);
        }

        /// <summary>A call that hands out one thing.</summary>
        internal delegate int Giving(out IntPtr given);

        internal static void Call(Func<int> call)
        {
            Loader.Load();
            Check(call());
        }

        /// <summary>What was handed out is read and given back.</summary>
        internal static T Take<T>(Giving call, Func<IntPtr, T> read)
        {
            IntPtr given = IntPtr.Zero;
            try
            {
                Call(() => call(out given)); // In here, for .NET Framework may abort a thread anywhere else.
                return read(given);
            }
            finally
            {
                if (given != IntPtr.Zero)
                    Free(given);
            }
        }

        internal static string TakeText(Giving call)
        {
            return Take(call, Read);
        }

        /// <summary>A text that stays the library's; null when there is none.</summary>
        internal static string StaticText(Func<IntPtr> call)
        {
            Loader.Load();
            return Read(call());
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Check(int status)
        {
            if (status != 0)
                throw new YjtException(Structure<Raw.Error>(Raw.yjt_last_error()));
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Free(IntPtr given)
        {
            Raw.yjt_free(given);
        }

        internal static T Structure<T>(IntPtr at) where T : struct
        {
            return (T)Marshal.PtrToStructure(at, typeof(T));
        }
    }
}
