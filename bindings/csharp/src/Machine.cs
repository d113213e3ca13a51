using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Yjt
{
    /// <summary>The system and the CPU of this process, by NuGet's names; .NET Framework 4.6.2 has no RuntimeInformation.</summary>
    internal static class Machine
    {
        private const int UtsName = 65;

        internal static bool IsWindows
        {
            get { return Path.DirectorySeparatorChar == '\\'; }
        }

        internal static string FileName
        {
            get { return IsWindows ? "yjt.dll" : "libyjt.so"; }
        }

        /// <summary>Null where there may be a library; otherwise the name of the system that has none, such as Darwin.</summary>
        internal static string Unsupported
        {
            get
            {
                string system = IsWindows ? "Windows" : Uname(0);
                return system == "Windows" || system == "Linux" ? null : system;
            }
        }

        /// <summary>Such as linux-x64. An unknown system or CPU keeps its own name.</summary>
        internal static string Rid
        {
            get { return Unsupported ?? (IsWindows ? "win-" : "linux-") + Cpu(); }
        }

        /// <summary>By the process, not the machine.</summary>
        private static string Cpu()
        {
            if (IntPtr.Size == 4)
                return "x86";
            string name = IsWindows ? Environment.GetEnvironmentVariable("PROCESSOR_ARCHITECTURE") ?? "AMD64" : Uname(4);
            return name == "AMD64" || name == "x86_64" ? "x64" : name == "aarch64" ? "arm64" : name.ToLowerInvariant();
        }

        /// <summary>
        /// A text of struct utsname: the first is the system everywhere, the others are where Linux has them. Other systems' texts
        /// are longer, 256 bytes each on macOS.
        /// </summary>
        private static string Uname(int text)
        {
            IntPtr name = Marshal.AllocHGlobal(6 * 1024);
            try
            {
                return uname(name) == 0 ? Marshal.PtrToStringAnsi(new IntPtr(name.ToInt64() + text * UtsName)) : "";
            }
            finally
            {
                Marshal.FreeHGlobal(name);
            }
        }

        [DllImport("libc")]
        private static extern int uname(IntPtr name);
    }
}
