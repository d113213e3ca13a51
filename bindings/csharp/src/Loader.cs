using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Yjt
{
    /// <summary>
    /// Finds the library before the first call: an explicit path, then runtimes/{rid}/native beside the program, chosen by the
    /// process's bitness, then where the runtime looks of itself. A library that is loaded by its full path serves the
    /// DllImports by its name. It may be newer than this binding, not older.
    /// </summary>
    internal static class Loader
    {
        private const string Older = "旧于本绑定 | older than this binding";
        private const string NoLibrary = "没有这个系统的库 | unsupported";
        private const string Variable = "YJT_LIBRARY";
        private static readonly object Lock = new object();
        private static volatile bool loaded;

        /// <summary>Throws the same failure in full each time, instead of a TypeInitializationException that tells nothing.</summary>
        internal static void Load()
        {
            if (loaded)
                return;
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
            if (Machine.Unsupported != null)
            {
                tried.Add(Machine.Unsupported + " (" + NoLibrary + ")");
                throw Failure(tried, null);
            }
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

        /// <summary>The first call binds the DllImports, and tells whose they are.</summary>
        private static void Probe(List<string> tried)
        {
            IntPtr version;
            try
            {
                version = Raw.yjt_version();
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
            if (!Version.IsOlder(Door.Read(version)))
                return;
            tried.Add(LibraryFile.Of(version) + " (" + Door.Read(version) + ": " + Older + ", " + Version.Binding + ")");
            throw Failure(tried, null);
        }

        private static string InFolder(string path)
        {
            return Directory.Exists(path) ? Path.Combine(path, Machine.FileName) : path;
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
            IEnumerable<string> places =
                from folder in folders.Where(f => !string.IsNullOrEmpty(f))
                from place in new[]
                {
                    Path.Combine(folder, "runtimes", Machine.Rid, "native", Machine.FileName), Path.Combine(folder, Machine.FileName),
                }
                select place;
            // Two of the folders are most often one, written with and without a separator at its end.
            return places.Distinct();
        }

        private static bool Open(string path, List<string> tried)
        {
            if (!File.Exists(path))
            {
                tried.Add(path + " (没有 | not there)");
                return false;
            }
            string why = LibraryFile.Open(path);
            if (why != null)
                tried.Add(path + " (" + why + ")");
            return why == null;
        }

        private static YjtLoadException Failure(List<string> tried, Exception cause)
        {
            if (cause != null)
                tried.Add("DllImport " + Raw.Library + " (" + cause.Message.Trim() + ")");
            string causes = string.Join("; ", tried);
            return new YjtLoadException("加载 yjt 动态库失败 | the yjt library cannot be loaded\n"
                + "  本机 | machine: " + Environment.OSVersion + ", " + 8 * IntPtr.Size + "-bit process, " + Machine.Rid + "\n"
                + "  已尝试 | tried: " + causes + "\n"
                + "  办法 | remedy: " + Remedy(causes), cause);
        }

        private static string Remedy(string causes)
        {
            if (causes.Contains(NoLibrary))
                return "只有 Windows 和 Linux 的库 | there are libraries for Windows and Linux only";
            if (causes.Contains(Older))
                return "把所列的库文件换成与 Yjt.Net.dll 同一发布包里的 | replace that library file by the one of this Yjt.Net.dll's release, "
                    + Version.Binding;
            if (causes.Contains("GLIBC_"))
                return "系统的 glibc 太旧,请使用发布包里的库(glibc 2.17 起) | this glibc is too old: use the released library";
            if (causes.Contains("wrong ELF class") || causes.Contains("(0xC1 ") || causes.Contains("0x8007000B"))
                return "库与进程的位数不同:32 位进程用 win-x86,64 位进程用 win-x64;IIS 应用池可设“启用 32 位应用程序” | the library and this "
                    + "process differ in bitness: win-x86 for 32-bit processes, win-x64 for 64-bit ones";
            return "把 runtimes 目录放在程序旁边,或用 YjtLibrary.Path / 环境变量 " + Variable + " 指定 " + Machine.FileName
                + ",并确认与本机的系统、CPU 和位数一致 | put the runtimes folder beside the program, or name " + Machine.FileName
                + " by YjtLibrary.Path or " + Variable + ", built for this system, CPU and bitness";
        }
    }
}
