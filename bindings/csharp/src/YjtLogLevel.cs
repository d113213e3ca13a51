namespace Yjt
{
    /// <summary>How important a line of the log is, the library's own numbers.</summary>
    public enum YjtLogLevel
    {
        /// <summary>Nothing.</summary>
        Off = 0,

        /// <summary>Mistakes of the library itself.</summary>
        Error = 1,

        /// <summary>Calls that failed.</summary>
        Warn = 2,

        /// <summary>Clients made and released.</summary>
        Info = 3,

        /// <summary>Every exchange, with its duration.</summary>
        Debug = 4,
    }
}
