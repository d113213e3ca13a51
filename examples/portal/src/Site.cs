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
        private readonly FrontEnd h5;

        /// <param name="secure">Patients come by https, so that the cookie may demand it.</param>
        internal Site(YjtClient client, Sessions sessions, bool secure, FrontEnd h5)
        {
            this.client = client;
            this.sessions = sessions;
            this.secure = secure;
            this.h5 = h5;
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
            string file = request.Below("/h5/");
            if (file != null && h5.Answer(request, file))
                return;
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
                case "POST /login":
                    LoginOfFrontEnd(request);
                    break;
                case "GET /me":
                    Me(request);
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
            Enter(request, YjtLibrary.CodeFromLink(request.Link));
            request.Redirect("/patient"); // The code leaves the address bar.
        }

        /// <summary>A front end, an H5 page or a mini-program, has the code and sends it: {"code":"…"}, which is extraData as it came.</summary>
        private void LoginOfFrontEnd(Request request)
        {
            if (!request.IsJson)
            {
                request.AnswerJson(415, Json.Failure(0, Pages.Again));
                return;
            }
            try
            {
                request.AnswerJson(200, Json.Patient(Enter(request, YjtLibrary.CodeFromLink(request.Body()))));
            }
            catch (YjtException e)
            {
                Log(e);
                request.AnswerJson(HttpStatus(e.Status), Json.Failure(e.StatusCode, Advice(e)));
            }
            catch (ArgumentException) // A NUL in the text, which C could not tell from its end.
            {
                request.AnswerJson(400, Json.Failure((int)YjtStatus.LinkMalformed, Pages.Again));
            }
        }

        /// <summary>Who is logged in: a page that is loaded again has no code any more, but the session's cookie.</summary>
        private void Me(Request request)
        {
            Session session = sessions.Find(request.SessionId);
            if (session == null)
                request.AnswerJson(403, Json.Failure(0, Pages.NotLoggedIn));
            else
                request.AnswerJson(200, Json.Patient(session.User));
        }

        private YjtUser Enter(Request request, string code)
        {
            Session session = sessions.Find(request.SessionId);
            // Back and refresh bring the same code again: the session that it opened is still there.
            if (session != null && session.Code == code)
                return session.User;
            sessions.Close(request.SessionId); // Another code may be another patient on the same phone.
            YjtUser user = client.ExchangeCode(code, BusinessType.Appointment);
            request.StartSession(sessions.Open(code, user), secure);
            return user;
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
            Log(e);
            request.Answer(HttpStatus(e.Status), Pages.Failure(e.StatusCode, Advice(e)));
        }

        private static string Advice(YjtException e)
        {
            return HttpStatus(e.Status) == 503 ? Pages.Later : Pages.Again;
        }

        private static void Log(YjtException e)
        {
            Console.Error.WriteLine("{0:s} 登录失败 | login failed: status {1}, gateway \"{2}\", HTTP {3}: {4} -> {5}",
                DateTime.Now, e.StatusCode, e.GatewayCode, e.HttpStatus, e.Message, e.Hint);
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
