using System;
using System.IO;
using System.Web;
using System.Web.Hosting;

/// <summary>
/// ASP.NET without IIS: FOLDER. Each line of standard input is a request, METHOD, path, query and cookie between tabs; its
/// answer, status, headers and body, ends with a line that holds a dot.
/// </summary>
public sealed class Mvc : MarshalByRefObject
{
    public static void Main(string[] arguments)
    {
        // Lives in the site's own domain.
        Mvc site = (Mvc)ApplicationHost.CreateApplicationHost(typeof(Mvc), "/", arguments[0]);
        string line;
        while ((line = Console.ReadLine()) != null)
            Console.WriteLine(site.Answer(line.Split('\t')) + "\n.");
    }

    private string Answer(string[] request)
    {
        StringWriter answer = new StringWriter();
        HttpRuntime.ProcessRequest(new Request(request, answer));
        return answer.ToString();
    }

    private sealed class Request : SimpleWorkerRequest
    {
        private readonly string[] request;
        private readonly TextWriter answer;

        internal Request(string[] request, TextWriter answer) : base(request[1].TrimStart('/'), request[2], answer)
        {
            this.request = request;
            this.answer = answer;
        }

        public override string GetHttpVerbName()
        {
            return request[0];
        }

        public override string GetRawUrl()
        {
            return request[1] + "?" + request[2];
        }

        public override string GetKnownRequestHeader(int index)
        {
            return index == HeaderCookie ? request[3] : base.GetKnownRequestHeader(index);
        }

        public override void SendStatus(int status, string description)
        {
            answer.WriteLine("status " + status);
        }

        public override void SendKnownResponseHeader(int index, string value)
        {
            answer.WriteLine(GetKnownResponseHeaderName(index) + ": " + value);
        }

        public override void SendUnknownResponseHeader(string name, string value)
        {
            answer.WriteLine(name + ": " + value);
        }
    }
}
