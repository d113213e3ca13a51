using System.Net;
using System.Text;

namespace Portal
{
    /// <summary>HTTP as this site needs it: the session's cookie, pages and redirects.</summary>
    internal sealed class Request
    {
        private const string CookieName = "PORTAL_SESSION";

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
            Send(303, new byte[0]);
        }

        internal void Answer(int status, string html)
        {
            response.ContentType = "text/html; charset=utf-8";
            Send(status, request.HttpMethod == "HEAD" ? new byte[0] : Encoding.UTF8.GetBytes(html));
        }

        /// <summary>No cache keeps an identity, no other site learns the address with the code, and no page runs a script.</summary>
        private void Send(int status, byte[] body)
        {
            response.StatusCode = status;
            response.AddHeader("Cache-Control", "no-store");
            response.AddHeader("Referrer-Policy", "no-referrer");
            response.AddHeader("X-Content-Type-Options", "nosniff");
            response.AddHeader("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'");
            response.ContentLength64 = body.Length;
            response.Close(body, false);
        }
    }
}
