using System;
using System.Threading;

namespace Yjt
{
    /// <summary>
    /// Calls that no abort of the thread breaks off. .NET Framework and Mono abort threads (Response.End, recycled application
    /// domains) by an exception, which must not unwind the library's frames: an abort waits for the end of a finally block. One
    /// that the logger raises on its own thread does not wait; it is put off until the library has returned.
    /// </summary>
    internal static class Uninterrupted
    {
        [ThreadStatic]
        private static bool aborted;

        internal static int Call(Func<int> call)
        {
            int result = 0;
            try
            {
            }
            finally
            {
                result = call();
            }
            if (aborted)
            {
                aborted = false;
                Thread.CurrentThread.Abort();
            }
            return result;
        }

        /// <summary>Host code that the library calls: nothing that it throws crosses the library.</summary>
        internal static void Host(Action code)
        {
            try
            {
                code();
            }
            catch (ThreadAbortException)
            {
                Thread.ResetAbort();
                aborted = true;
            }
            catch (Exception)
            {
                // Dropped.
            }
        }
    }
}
