using System.Web;
using Yjt;

namespace Portal
{
    /// <summary>What a front end is told: no more than it shows.</summary>
    internal static class Json
    {
        internal static string Patient(YjtUser user)
        {
            return "{\"name\":" + Text(user.Name) + ",\"certificateNo\":" + Text(Pages.Masked(user.CertificateNo)) + "}";
        }

        /// <summary>The status lets the counter tell the engineer what to look for in the log.</summary>
        internal static string Failure(int status, string message)
        {
            return "{\"status\":" + status + ",\"message\":" + Text(message) + "}";
        }

        private static string Text(string text)
        {
            return HttpUtility.JavaScriptStringEncode(text, true);
        }
    }
}
