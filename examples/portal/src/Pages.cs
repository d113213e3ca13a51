using System.Net;
using System.Text;
using Yjt;

namespace Portal
{
    /// <summary>The pages. Every text that came from outside is HTML-encoded.</summary>
    internal static class Pages
    {
        internal const string Again = "链接无效、已过期或已用过。请返回粤健通,重新进入本院。";
        internal const string Later = "暂时无法登录。请稍后从粤健通重新进入,或到人工窗口办理。";
        internal const string NotLoggedIn = "您尚未登录,或已太久没有操作。请返回粤健通,重新进入本院。";

        internal static string Welcome()
        {
            return Page("欢迎", "<p>请从粤健通小程序进入本院。</p>");
        }

        internal static string NoSession()
        {
            return Page("请重新进入", "<p>" + NotLoggedIn + "</p>");
        }

        internal static string NotFound()
        {
            return Page("没有这个页面", "<p>请从粤健通小程序进入本院。</p>");
        }

        /// <summary>The number lets the counter tell the engineer what to look for in the log.</summary>
        internal static string Failure(int status, string advice)
        {
            return Page("登录未完成", "<p>" + advice + "</p><p>错误编号:" + status + "</p>");
        }

        internal static string Patient(YjtUser user)
        {
            return Page("您好," + user.Name, NoPerson(user) + "<dl>"
                + Row("证件类型", Labelled(user.CertificateType.Label(), user.CertificateTypeCode))
                + Row("证件号码", Masked(user.CertificateNo))
                + Row("手机号码", Masked(user.Phone))
                + Row("性别", user.Gender.Label())
                + Row("民族", Labelled(user.Nation.Label(), user.NationCode))
                + "</dl><form method=\"post\" action=\"/logout\"><button>退出</button></form>");
        }

        /// <summary>Without a certificate number only a 粤健通 account is known: no medical record is opened by it.</summary>
        private static string NoPerson(YjtUser user)
        {
            return user.CertificateNo == ""
                ? "<p>粤健通没有给出您的证件号码:就诊档案请到人工窗口核对证件后办理。</p>" : "";
        }

        private static string Row(string title, string text)
        {
            return text == "" ? "" : "<dt>" + title + "</dt><dd>" + WebUtility.HtmlEncode(text) + "</dd>";
        }

        /// <summary>A code that the dictionary lacks is shown as it came.</summary>
        private static string Labelled(string label, string code)
        {
            return label == "" ? code : label;
        }

        /// <summary>440***********001X; passports and permits are short, and keep less.</summary>
        internal static string Masked(string number)
        {
            int first = number.Length >= 11 ? 3 : 1;
            int last = number.Length >= 11 ? 4 : 2;
            StringBuilder masked = new StringBuilder(number);
            for (int i = 0; i < number.Length; i++)
            {
                bool kept = number.Length > first + last && (i < first || i >= number.Length - last);
                masked[i] = kept ? number[i] : '*';
            }
            return masked.ToString();
        }

        private static string Page(string title, string body)
        {
            string heading = WebUtility.HtmlEncode(title);
            return "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + heading + "</title></head>"
                + "<body><h1>" + heading + "</h1>" + body + "</body></html>\n";
        }
    }
}
