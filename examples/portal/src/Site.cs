using System;
using System.Net;
using Yjt;

namespace Portal
{
    /// <summary>What each address does: link, code, identity, session, page.</summary>
    internal sealed class Site
    {
        private readonly YjtClient client;
        private readonly Sessions sessions;
        private readonly bool secure;

        /// <param name="secure">Patients come by https, so that the cookie may demand it.</param>
        internal Site(YjtClient client, Sessions sessions, bool secure)
        {
            this.client = client;
            this.sessions = sessions;
            this.secure = secure;
        }

        internal void Handle(HttpListenerContext context)
        {
            Request request = new Request(context);
            try
            {
                Route(request);
            }
            catch (YjtException e)
            {
                Fail(request, e);
            }
        }

        /// <summary>Only a GET may use a code up: whoever previews a link asks with HEAD.</summary>
        private void Route(Request request)
        {
            switch (request.MethodAndPath)
            {
                case "GET /":
                    request.Answer(200, Pages.Welcome());
                    break;
                case "GET /login":
                    Login(request);
                    break;
                case "GET /patient":
                    Patient(request);
                    break;
                case "POST /logout":
                    sessions.Close(request.SessionId);
                    request.EndSession();
                    request.Redirect("/");
                    break;
                default:
                    request.Answer(404, Pages.NotFound());
                    break;
            }
        }

        private void Login(Request request)
        {
            string code = YjtLibrary.CodeFromLink(request.Link);
            Session session = sessions.Find(request.SessionId);
            // Back and refresh bring the same code again: the session that it opened is still there.
            if (session == null || session.Code != code)
            {
                sessions.Close(request.SessionId); // Another code may be another patient on the same phone.
                YjtUser user = client.ExchangeCode(code, BusinessType.Appointment);
                request.StartSession(sessions.Open(code, user), secure);
            }
            request.Redirect("/patient"); // The code leaves the address bar.
        }

        private void Patient(Request request)
        {
            Session session = sessions.Find(request.SessionId);
            if (session == null)
                request.Answer(403, Pages.NoSession());
            else
                request.Answer(200, Pages.Patient(session.User));
        }

        /// <summary>One message for the patient, another for the engineer; neither holds the code or anything of a person.</summary>
        private static void Fail(Request request, YjtException e)
        {
            int status = HttpStatus(e.Status);
            Console.Error.WriteLine("{0:s} 登录失败 | login failed: status {1}, gateway \"{2}\", HTTP {3}: {4} -> {5}",
                DateTime.Now, e.StatusCode, e.GatewayCode, e.HttpStatus, e.Message, e.Hint);
            request.Answer(status, Pages.Failure(e.StatusCode, status == 503 ? Pages.Later : Pages.Again));
        }

        private static int HttpStatus(YjtStatus status)
        {
            switch (status)
            {
                case YjtStatus.Failed: // Expired or used.
                    return 410;
                case YjtStatus.TooLong:
                case YjtStatus.Code:
                case YjtStatus.LinkMalformed:
                case YjtStatus.LinkNoCode:
                case YjtStatus.LinkEmptyCode:
                case YjtStatus.LinkDifferentCodes:
                case YjtStatus.LinkCode:
                    return 400;
                default: // The hospital's, the network's or the gateway's: nothing that the patient did.
                    return 503;
            }
        }
    }
}
