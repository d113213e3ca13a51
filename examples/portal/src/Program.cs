using System;
using System.Net;
using System.Threading;
using Yjt;

namespace Portal
{
    /// <summary>Starts the portal: CONFIGURATION-FILE [--port 8082] [--secure] [--session-seconds 1800] [--sessions 10000] [--h5 FOLDER]</summary>
    public static class Program
    {
        private const int Threads = 32;

        public static void Main(string[] arguments)
        {
            YjtClient client = YjtClient.FromFile(arguments[0]); // One for all threads.
            Sessions sessions = new Sessions(Number(arguments, "--session-seconds", 1800), Number(arguments, "--sessions", 10000));
            FrontEnd h5 = new FrontEnd(Option(arguments, "--h5"));
            Site site = new Site(client, sessions, Array.IndexOf(arguments, "--secure") >= 0, h5);

            string address = "http://localhost:" + Number(arguments, "--port", 8082) + "/"; // A reverse proxy with TLS stands in front.
            HttpListener listener = new HttpListener();
            listener.Prefixes.Add(address);
            listener.Start();
            Console.WriteLine(address);
            for (int i = 0; i < Threads; i++)
                new Thread(() => Serve(listener, site)).Start();
        }

        private static void Serve(HttpListener listener, Site site)
        {
            while (true)
            {
                HttpListenerContext context = null;
                try
                {
                    context = listener.GetContext();
                    site.Handle(context);
                }
                catch (Exception e) // A browser that has gone ends its request, never a thread.
                {
                    Console.Error.WriteLine("请求没有答完 | a request was not answered to its end: " + e.GetType());
                    if (context != null)
                        context.Response.Abort();
                }
            }
        }

        private static int Number(string[] arguments, string name, int otherwise)
        {
            string number = Option(arguments, name);
            return number == null ? otherwise : int.Parse(number);
        }

        private static string Option(string[] arguments, string name)
        {
            int at = Array.IndexOf(arguments, name);
            return at < 0 ? null : arguments[at + 1];
        }
    }
}
