using System;
using System.IO;
using System.Net;
using System.Text;

namespace Portal
{
    /// <summary>HTTP as this site needs it: the session's cookie, pages and redirects.</summary>
    internal sealed class Request
    {
        private const string CookieName = "PORTAL_SESSION";
        private const string PagePolicy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";
        private const string FrontEndPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'";
        private const int LongestBody = 4096;

        private readonly HttpListenerRequest request;
        private readonly HttpListenerResponse response;

        internal Request(HttpListenerContext context)
        {
            request = context.Request;
            response = context.Response;
        }

        internal string MethodAndPath
        {
            get { return request.HttpMethod + " " + request.Url.AbsolutePath; }
        }

        internal string Link
        {
            get { return request.RawUrl; }
        }

        /// <summary>The path below a folder, such as `app.js` of `/h5/app.js`; null elsewhere, and for what is not read.</summary>
        internal string Below(string folder)
        {
            bool below = request.HttpMethod == "GET" && request.Url.AbsolutePath.StartsWith(folder, StringComparison.Ordinal);
            return below ? request.Url.AbsolutePath.Substring(folder.Length) : null;
        }

        /// <summary>No other site's page can send JSON without this site's leave (CORS).</summary>
        internal bool IsJson
        {
            get { return (request.ContentType ?? "").StartsWith("application/json", StringComparison.OrdinalIgnoreCase); }
        }

        /// <summary>As much of it as a login may have; a longer one is cut, and is no JSON then.</summary>
        internal string Body()
        {
            using (StreamReader reader = new StreamReader(request.InputStream, Encoding.UTF8))
            {
                char[] text = new char[LongestBody];
                return new string(text, 0, reader.ReadBlock(text, 0, text.Length));
            }
        }

        /// <summary>Empty when the browser sent none.</summary>
        internal string SessionId
        {
            get
            {
                Cookie cookie = request.Cookies[CookieName];
                return cookie == null ? "" : cookie.Value;
            }
        }

        /// <summary>No script reads the cookie (HttpOnly), and no other site's form sends it (SameSite).</summary>
        internal void StartSession(string id, bool secure)
        {
            response.AddHeader("Set-Cookie", CookieName + "=" + id + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
        }

        internal void EndSession()
        {
            response.AddHeader("Set-Cookie", CookieName + "=; Path=/; Max-Age=0");
        }

        /// <summary>303: the browser asks for the next page with GET.</summary>
        internal void Redirect(string path)
        {
            response.AddHeader("Location", path);
            Send(303, new byte[0], PagePolicy);
        }

        internal void Answer(int status, string html)
        {
            response.ContentType = "text/html; charset=utf-8";
            Send(status, request.HttpMethod == "HEAD" ? new byte[0] : Encoding.UTF8.GetBytes(html), PagePolicy);
        }

        internal void AnswerJson(int status, string json)
        {
            response.ContentType = "application/json; charset=utf-8";
            Send(status, Encoding.UTF8.GetBytes(json), PagePolicy);
        }

        /// <summary>A file of the front end: the only pages with scripts, and they are this site's own.</summary>
        internal void AnswerFile(string type, byte[] file)
        {
            response.ContentType = type;
            Send(200, file, FrontEndPolicy);
        }

        /// <summary>No cache keeps an identity, and no other site learns the address with the code.</summary>
        private void Send(int status, byte[] body, string policy)
        {
            response.StatusCode = status;
            response.AddHeader("Cache-Control", "no-store");
            response.AddHeader("Referrer-Policy", "no-referrer");
            response.AddHeader("X-Content-Type-Options", "nosniff");
            response.AddHeader("Content-Security-Policy", policy);
            response.ContentLength64 = body.Length;
            response.Close(body, false);
        }
    }
}
