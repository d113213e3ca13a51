using System;

namespace Yjt
{
    /// <summary>
    /// A failure in full. <see cref="Exception.Message"/> says what is wrong and <see cref="Hint"/> what to do, both
    /// "中文 | English". Neither holds a secret, a code or a person's data, so that all of it may be logged.
    /// </summary>
    public sealed class YjtException : Exception
    {
        internal YjtException(Raw.Error error) : base(Door.Read(error.Message))
        {
            StatusCode = error.Status;
            HttpStatus = error.HttpStatus;
            GatewayCode = Door.Read(error.GatewayCode);
            Hint = Door.Read(error.Hint);
        }

        /// <summary>
        /// The status: 1, 2 or 3 as the interface says, otherwise 100 or more. A number that <see cref="YjtStatus"/> does not
        /// name is kept.
        /// </summary>
        public YjtStatus Status
        {
            get { return (YjtStatus)StatusCode; }
        }

        /// <summary>The status as a number, one of yjt.h's.</summary>
        public int StatusCode { get; private set; }

        /// <summary>The HTTP status of the gateway's answer, 0 when there was none.</summary>
        public int HttpStatus { get; private set; }

        /// <summary>The gateway's own code as text, such as "AGW.1433"; empty when it sent none.</summary>
        public string GatewayCode { get; private set; }

        /// <summary>What to do about it, "中文 | English".</summary>
        public string Hint { get; private set; }

        /// <summary>Status, message, hint and stack: fit for a log.</summary>
        public override string ToString()
        {
            return "YjtException " + StatusCode + ": " + Message + " -> " + Hint + Environment.NewLine + StackTrace;
        }
    }
}
