using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Yjt
{
    /// <summary>
    /// Finds the library before the first call: an explicit path, then runtimes/{rid}/native beside the program, chosen by the
    /// process's bitness, then where the runtime looks of itself. A library that is loaded by its full path serves the
    /// DllImports by its name.
    /// </summary>
    internal static class Loader
    {
        private const string Variable = "YJT_LIBRARY";
        private static readonly object Lock = new object();
        private static bool loaded;

        /// <summary>Throws the same failure in full each time, instead of a TypeInitializationException that tells nothing.</summary>
        internal static void Load()
        {
            lock (Lock)
            {
                if (!loaded)
                    Find();
                loaded = true;
            }
        }

        private static void Find()
        {
            List<string> tried = new List<string>();
            string named = YjtLibrary.Path;
            if (string.IsNullOrEmpty(named))
                named = Environment.GetEnvironmentVariable(Variable);
            // Whoever names a path wants that one and no other.
            bool isNamed = !string.IsNullOrEmpty(named);
            bool found = isNamed ? Open(InFolder(named), tried) : Places().Any(place => Open(place, tried));
            if (isNamed && !found)
                throw Failure(tried, null);
            Probe(tried);
        }

        /// <summary>The first call binds the DllImports.</summary>
        private static void Probe(List<string> tried)
        {
            try
            {
                Raw.yjt_version();
            }
            catch (DllNotFoundException e)
            {
                throw Failure(tried, e);
            }
            catch (BadImageFormatException e)
            {
                throw Failure(tried, e);
            }
            catch (EntryPointNotFoundException e)
            {
                throw Failure(tried, e);
            }
        }

        private static bool IsWindows
        {
            get { return Path.DirectorySeparatorChar == '\\'; }
        }

        private static string FileName
        {
            get { return IsWindows ? "yjt.dll" : "libyjt.so"; }
        }

        private static string InFolder(string path)
        {
            return Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        }

        /// <summary>Beside the program, the way NuGet lays natives out. ASP.NET copies assemblies away from their folder.</summary>
        private static IEnumerable<string> Places()
        {
            AppDomain domain = AppDomain.CurrentDomain;
            string assembly = typeof(Loader).Assembly.Location; // Empty when it was loaded out of another file.
            string[] folders =
            {
                assembly == "" ? null : Path.GetDirectoryName(assembly), domain.BaseDirectory, domain.RelativeSearchPath,
            };
            return from folder in folders.Where(f => !string.IsNullOrEmpty(f)).Distinct()
                   from place in new[] { Path.Combine(folder, "runtimes", Rid(), "native", FileName), Path.Combine(folder, FileName) }
                   select place;
        }

        private static string Rid()
        {
            return (IsWindows ? "win-" : "linux-") + Cpu();
        }

        /// <summary>
        /// By the process, not the machine; .NET Framework 4.6.2 has no RuntimeInformation. An unknown CPU keeps its own name.
        /// </summary>
        private static string Cpu()
        {
            if (IntPtr.Size == 4)
                return "x86";
            string name = IsWindows ? Environment.GetEnvironmentVariable("PROCESSOR_ARCHITECTURE") ?? "AMD64" : UnixCpu();
            return name == "AMD64" || name == "x86_64" ? "x64" : name == "aarch64" ? "arm64" : name.ToLowerInvariant();
        }

        private static string UnixCpu()
        {
            // struct utsname of Linux: six texts of 65 bytes, the fifth is the machine.
            IntPtr name = Marshal.AllocHGlobal(6 * 65);
            try
            {
                return uname(name) == 0 ? Marshal.PtrToStringAnsi(new IntPtr(name.ToInt64() + 4 * 65)) : "";
            }
            finally
            {
                Marshal.FreeHGlobal(name);
            }
        }

        private static bool Open(string path, List<string> tried)
        {
            if (!File.Exists(path))
            {
                tried.Add(path + " (没有 | not there)");
                return false;
            }
            string why = IsWindows ? OpenOnWindows(path) : OpenOnUnix(path);
            if (why != null)
                tried.Add(path + " (" + why + ")");
            return why == null;
        }

        private static string OpenOnWindows(string path)
        {
            const uint AlteredSearchPath = 8;
            if (LoadLibraryExW(Path.GetFullPath(path), IntPtr.Zero, AlteredSearchPath) != IntPtr.Zero)
                return null;
            int code = Marshal.GetLastWin32Error();
            return "0x" + code.ToString("X") + " " + new System.ComponentModel.Win32Exception(code).Message;
        }

        private static string OpenOnUnix(string path)
        {
            const int Now = 2;
            dlerror(); // Bound beforehand: the runtime's own look-ups would clear the message.
            return dlopen(Door.Bytes(Path.GetFullPath(path), "path"), Now) != IntPtr.Zero ? null : Door.Read(dlerror());
        }

        private static YjtLoadException Failure(List<string> tried, Exception cause)
        {
            if (cause != null)
                tried.Add("DllImport " + Raw.Library + " (" + cause.Message.Trim() + ")");
            string causes = string.Join("; ", tried);
            return new YjtLoadException("加载 yjt 动态库失败 | the yjt library cannot be loaded\n"
                + "  本机 | machine: " + Environment.OSVersion + ", " + 8 * IntPtr.Size + "-bit process, " + Rid() + "\n"
                + "  已尝试 | tried: " + causes + "\n"
                + "  办法 | remedy: " + Remedy(causes), cause);
        }

        private static string Remedy(string causes)
        {
            if (causes.Contains("GLIBC_"))
                return "系统的 glibc 太旧,请使用发布包里的库(glibc 2.17 起) | this glibc is too old: use the released library";
            if (causes.Contains("wrong ELF class") || causes.Contains("(0xC1 ") || causes.Contains("0x8007000B"))
                return "库与进程的位数不同:32 位进程用 win-x86,64 位进程用 win-x64;IIS 应用池可设“启用 32 位应用程序” | the library and this "
                    + "process differ in bitness: win-x86 for 32-bit processes, win-x64 for 64-bit ones";
            return "把 runtimes 目录放在程序旁边,或用 YjtLibrary.Path / 环境变量 " + Variable + " 指定 " + FileName
                + ",并确认与本机的系统、CPU 和位数一致 | put the runtimes folder beside the program, or name " + FileName
                + " by YjtLibrary.Path or " + Variable + ", built for this system, CPU and bitness";
        }

        [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
        private static extern IntPtr LoadLibraryExW(string file, IntPtr reserved, uint flags);

        [DllImport("libdl.so.2")]
        private static extern IntPtr dlopen(byte[] file, int mode);

        [DllImport("libdl.so.2")]
        private static extern IntPtr dlerror();

        [DllImport("libc")]
        private static extern int uname(IntPtr name);
    }
}
