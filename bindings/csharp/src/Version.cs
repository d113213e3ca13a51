using System.Linq;

namespace Yjt
{
    /// <summary>
    /// This binding's version, and whether a library's is older: then its structs may end before this binding stops reading.
    /// </summary>
    internal static class Version
    {
        /// <summary>The package's.</summary>
        internal const string Binding = "0.1.0";
        private const long Most = 1000000;

        internal static bool IsOlder(string library)
        {
            return Number(library) < Number(Binding);
        }

        /// <summary>Major, minor and patch as one number; what stands behind them does not count.</summary>
        private static long Number(string version)
        {
            return version.Split('.').Take(3).Aggregate(0L, (number, part) => number * Most + Leading(part));
        }

        private static long Leading(string part)
        {
            string digits = new string(part.TakeWhile(c => c >= '0' && c <= '9').ToArray());
            return digits == "" ? 0 : long.Parse(digits);
        }
    }
}
