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
        private static readonly UTF8Encoding Utf8 = new UTF8Encoding(false);

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
            string copy = Utf8.GetString(bytes);
            Array.Clear(bytes, 0, length);
            return copy;
        }

        /// <summary>A call that hands out one thing.</summary>
        internal delegate int Giving(out IntPtr given);

        internal static void Call(Func<int> call)
        {
            Loader.Load();
            Check(Uninterrupted.Call(call));
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
            Uninterrupted.Call(() => Raw.yjt_free(given));
        }

        internal static T Structure<T>(IntPtr at) where T : struct
        {
            return (T)Marshal.PtrToStructure(at, typeof(T));
        }
    }
}
