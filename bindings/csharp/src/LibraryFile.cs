using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Yjt
{
    /// <summary>The system's own calls for the files of libraries.</summary>
    internal static class LibraryFile
    {
        /// <summary>Loads a file; tells why not, null when it did.</summary>
        internal static string Open(string path)
        {
            return Machine.IsWindows ? OpenOnWindows(path) : OpenOnLinux(path);
        }

        private static string OpenOnWindows(string path)
        {
            const uint AlteredSearchPath = 8;
            if (LoadLibraryExW(Path.GetFullPath(path), IntPtr.Zero, AlteredSearchPath) != IntPtr.Zero)
                return null;
            int code = Marshal.GetLastWin32Error();
            return "0x" + code.ToString("X") + " " + new Win32Exception(code).Message;
        }

        private static string OpenOnLinux(string path)
        {
            using (Argument file = new Argument(Path.GetFullPath(path), "path"))
                return Load(file.Bytes);
        }

        /// <summary>Not within a try block, where .NET Core binds calls one by one, and its own look-ups would clear the message.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static string Load(byte[] path)
        {
            const int Now = 2;
            dlerror(); // Bound beforehand, for the same reason.
            return dlopen(path, Now) != IntPtr.Zero ? null : Door.Read(dlerror());
        }

        /// <summary>The file that an address was loaded from; the runtime may have chosen another than the one that was opened.</summary>
        internal static string Of(IntPtr address)
        {
            return Machine.IsWindows ? OfOnWindows(address) : OfOnLinux(address);
        }

        private static string OfOnWindows(IntPtr address)
        {
            const uint FromAddressUncounted = 6;
            StringBuilder path = new StringBuilder(32768);
            IntPtr module;
            return GetModuleHandleExW(FromAddressUncounted, address, out module)
                && GetModuleFileNameW(module, path, (uint)path.Capacity) != 0 ? path.ToString() : Machine.FileName;
        }

        private static string OfOnLinux(IntPtr address)
        {
            IntPtr[] info = new IntPtr[4]; // Dl_info: the path, then the base, a symbol and its address.
            return dladdr(address, info) != 0 ? Door.Read(info[0]) : Machine.FileName;
        }

        [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
        private static extern IntPtr LoadLibraryExW(string file, IntPtr reserved, uint flags);

        [DllImport("kernel32", ExactSpelling = true)]
        private static extern bool GetModuleHandleExW(uint flags, IntPtr address, out IntPtr module);

        [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true)]
        private static extern uint GetModuleFileNameW(IntPtr module, StringBuilder path, uint size);

        [DllImport("libdl.so.2")]
        private static extern IntPtr dlopen(byte[] file, int mode);

        [DllImport("libdl.so.2")]
        private static extern IntPtr dlerror();

        [DllImport("libdl.so.2")]
        private static extern int dladdr(IntPtr address, [Out] IntPtr[] info);
    }
}
