using System;

namespace Yjt
{
    /// <summary>
    /// The native library cannot be loaded. The message names the system, the process's bitness, what was tried, and what to do.
    /// </summary>
    public sealed class YjtLoadException : Exception
    {
        internal YjtLoadException(string message, Exception cause) : base(message, cause) { }
    }
}
