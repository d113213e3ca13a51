using System;

namespace Yjt
{
    /// <summary>
    /// What needs no client: where the library is, its version, the code in a link, the logger. Every member may be used from
    /// any thread.
    /// </summary>
    public static class YjtLibrary
    {
        private static readonly object Lock = new object();

        [ThreadStatic]
        private static bool insideLogger;

        /// <summary>Kept from the garbage collector while the library may call it.</summary>
        private static Raw.LogFunction current;

        /// <summary>A logger that is gone must not be called.</summary>
        static YjtLibrary()
        {
            Unloading.Call(() =>
            {
                if (current != null)
                    ClearLogger();
            });
        }

        /// <summary>
        /// The native library's file (yjt.dll, libyjt.so) or its folder, to be set before anything else is used; null lets the
        /// environment variable YJT_LIBRARY and the usual places decide.
        /// </summary>
        public static string Path { get; set; }

        /// <summary>The version of the native library, such as "0.1.0".</summary>
        /// <exception cref="YjtLoadException">The native library cannot be loaded; the message says what to do.</exception>
        public static string Version
        {
            get { return Door.StaticText(() => Raw.yjt_version()); }
        }

        /// <summary>Takes the one-time code out of what the mini-program hands over (guide, section 2).</summary>
        /// <param name="link">the H5 landing URL, a bare query string, or the extraData JSON</param>
        /// <returns>the code</returns>
        /// <exception cref="YjtException">There is no usable code in it; the message says why.</exception>
        public static string CodeFromLink(string link)
        {
            using (Argument text = new Argument(link, "link"))
                return Door.TakeText((out IntPtr code) => Raw.yjt_code_from_link(text.Bytes, out code));
        }

        /// <summary>
        /// Walks the way of a login and says what is wrong with it and what to do, for an administrator's page; uses no real code.
        /// Blocks for two minutes at most.
        /// </summary>
        /// <param name="json">the configuration, as JSON text</param>
        /// <param name="options">JSON, the keys that yjt.h tells at yjt_diagnose; null for none</param>
        /// <returns>the report as JSON</returns>
        /// <exception cref="YjtException">The options are wrong; what is wrong with the configuration is in the report.</exception>
        public static string Diagnose(string json, string options = null)
        {
            using (Argument config = new Argument(json, "json"))
            using (Argument wanted = new Argument(options, "options"))
                return Door.TakeText((out IntPtr report) => Raw.yjt_diagnose(config.Bytes, wanted.Bytes, out report));
        }

        /// <summary>Sets the process's logger; lines hold no secret, no code and nothing of a person.</summary>
        /// <param name="logger">receives the lines on the threads that call the library, several at once, and on the finalizer's
        /// for a client that nobody disposed of; what it throws is dropped; it must not set a logger itself</param>
        /// <param name="max">the most detailed level wanted</param>
        public static void SetLogger(Action<YjtLogLevel, string> logger, YjtLogLevel max)
        {
            if (logger == null)
                throw new ArgumentNullException("logger");
            Set(delegate(IntPtr context, int level, IntPtr message)
            {
                insideLogger = true;
                Uninterrupted.Host(() => logger((YjtLogLevel)level, Door.Read(message)));
                insideLogger = false;
            }, max);
        }

        /// <summary>Turns logging off.</summary>
        public static void ClearLogger()
        {
            Set(null, YjtLogLevel.Off);
        }

        private static void Set(Raw.LogFunction next, YjtLogLevel max)
        {
            if (insideLogger) // Refused. Whoever holds the lock may be waiting for the end of this very line.
                Door.Call(() => Raw.yjt_set_logger(null, IntPtr.Zero, 0));
            lock (Lock)
            {
                Raw.LogFunction former = current;
                Door.Call(() =>
                {
                    int status = Raw.yjt_set_logger(next, IntPtr.Zero, (int)max);
                    if (status == 0)
                        current = next; // In here, for an abort of the thread comes after it.
                    return status;
                });
                GC.KeepAlive(former);
            }
        }
    }
}
