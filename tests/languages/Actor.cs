using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using Yjt;

/// Does through the C# binding what it reads: a command a line, its arguments in hex, tab-separated. See main.rs.
internal static class Actor
{
    private static readonly Dictionary<string, YjtClient> Clients = new Dictionary<string, YjtClient>();

    private static void Main()
    {
        TextReader input = new StreamReader(Console.OpenStandardInput(), Encoding.ASCII);
        TextWriter output = new StreamWriter(Console.OpenStandardOutput(), Encoding.ASCII) { AutoFlush = true };
        for (string line; (line = input.ReadLine()) != null;)
        {
            string[] parts = line.Split('\t');
            string[] a = parts.Skip(1).Select(part => part == "-" ? null : Text(part.Substring(1))).ToArray();
            try
            {
                output.WriteLine("ok" + string.Concat(Act(parts[0], a).Select(t => "\t=" + Hex(t))));
            }
            catch (YjtException e)
            {
                output.WriteLine("error\t" + e.StatusCode + "\t" + e.HttpStatus + "\t=" + Hex(e.GatewayCode) + "\t=" + Hex(e.Message)
                    + "\t=" + Hex(e.Hint));
            }
            catch (Exception e) when (e is ArgumentException || e is InvalidDataException || e is ObjectDisposedException || e is YjtLoadException)
            {
                output.WriteLine("refused\t=" + Hex(e.Message));
            }
        }
    }

    private const string Key = "A7E2D00B4058086CBD3D4B8A5E0B2697";

    /// <summary>A key by its own property.</summary>
    private static YjtOptions Setting(YjtOptions to, string path, string value)
    {
        switch (path)
        {
            case "environment": to.Environment = value; break;
            // [keys] written by yjt-tools from src/config/keys.rs
            case "appCode": to.AppCode = value; break;
            case "appKey": to.AppKey = value; break;
            case "paasId": to.PaasId = value; break;
            case "token": to.Token = value; break;
            case "appSecret": to.AppSecret = value; break;
            case "serviceId": to.ServiceId = value; break;
            case "baseUrl": to.BaseUrl = value; break;
            case "serviceIdIn.header": to.ServiceIdHeader = value; break;
            case "serviceIdIn.query": to.ServiceIdQuery = value; break;
            case "serviceIdIn": to.ServiceIdInPath = true; break;
            case "signature.template": to.SignatureTemplate = value; break;
            case "signature.timestampUnit": to.SignatureTimestampUnit = value; break;
            case "signature.hexCase": to.SignatureHexCase = value; break;
            case "encryptedFields.certificateNo": to.EncryptedFields["certificateNo"] = value; break;
            case "encryptedFields.phone": to.EncryptedFields["phone"] = value; break;
            case "encryptedFields.name": to.EncryptedFields["name"] = value; break;
            case "encryptedFields.healthCardNo": to.EncryptedFields["healthCardNo"] = value; break;
            case "clockCorrection": to.ClockCorrection = bool.Parse(value); break;
            case "resendWhenClosed": to.ResendWhenClosed = bool.Parse(value); break;
            case "codeMemorySeconds": to.CodeMemorySeconds = int.Parse(value); break;
            case "connectTimeoutMs": to.ConnectTimeoutMs = int.Parse(value); break;
            case "timeoutMs": to.TimeoutMs = int.Parse(value); break;
            case "maxResponseBytes": to.MaxResponseBytes = int.Parse(value); break;
            case "maxIdleConnections": to.MaxIdleConnections = int.Parse(value); break;
            case "proxy": to.Proxy = value; break;
            case "tls.caFile": to.CaFile = value; break;
            case "tls.caPem": to.CaPem = value; break;
            case "tls.pinnedSha256": to.PinnedSha256.Add(Key + Key); to.PinnedSha256.Add(value); break;
            case "allowHttp": to.AllowHttp = bool.Parse(value); break;
            case "extraHeaders": to.ExtraHeaders["X-A"] = value; break;
            // [/keys]
            default:
                throw new ArgumentException("no property for " + path);
        }
        return to;
    }

    private static IEnumerable<string> Act(string command, string[] a)
    {
        switch (command)
        {
            case "version": return One(YjtLibrary.Version);
            case "file": return Put(a[0], YjtClient.FromFile(a[1]));
            case "client": return Put(a[0], YjtClient.FromJson(a[1]));
            case "built":
                return Put(a[0], new YjtClient(new YjtOptions
                {
                    Environment = "custom", BaseUrl = a[1], ServiceId = a[2], AppCode = "HIS0000001", AppKey = a[3], PaasId = a[4],
                    Token = a[5], AppSecret = a[6], CaFile = a[7], ConnectTimeoutMs = 60000, TimeoutMs = 60000, MaxResponseBytes = 100000,
                    MaxIdleConnections = 8, ClockCorrection = true, ResendWhenClosed = true, CodeMemorySeconds = 0, AllowHttp = false, ServiceIdHeader = "x-tsp-serviceid",
                    SignatureTemplate = "{timestamp}{token}{nonce}{timestamp}", SignatureTimestampUnit = "s",
                    SignatureHexCase = "upper", ExtraHeaders = { { "X-A", "1" } }, EncryptedFields = { { "name", "auto" } },
                }));
            case "setting":
                return Put("setting", new YjtClient(Setting(new YjtOptions
                {
                    Environment = "custom", BaseUrl = "https://h.cn/x", ServiceId = "S", AppCode = "A", AppKey = Key, PaasId = "p", Token = "t",
                }, a[0], a[1])));
            case "close":
                Clients[a[0]].Dispose();
                return None();
            case "exchange": return Fields(Clients[a[0]].ExchangeCode(a[1], (BusinessType)int.Parse(a[2])));
            case "encrypt": return One(Clients[a[0]].Encrypt(a[1]));
            case "decrypt": return One(Clients[a[0]].Decrypt(a[1]));
            case "link": return One(YjtLibrary.CodeFromLink(a[0]));
            case "diagnose": return One(YjtLibrary.Diagnose(a[0], a[1]));
            case "diagnosebuilt": return One(new YjtOptions().Diagnose());
            case "sm4encrypt": return One(Sm4.EncryptEcb(a[0], a[1]));
            case "sm4decrypt": return One(Sm4.DecryptEcb(a[0], a[1]));
            case "sm4verify": return One(Sm4.VerifyEcb(a[0], a[1], a[2]) ? "1" : "0");
            case "label": return One(((Nation)int.Parse(a[1])).Label());
            case "statustext": return One(((YjtStatus)int.Parse(a[0])).Text());
            case "threads": return InThreads(Clients[a[0]], a.Skip(1).ToArray());
            case "underload": return UnderLoad(a[0]);
            case "logged": return Logged(a[0]);
            case "setinside": return SetInside(a[0]);
            case "path":
                YjtLibrary.Path = a[0];
                return None();
            case "recycle": return Recycle(a[0]);
            case "embedded": return One(Embedded());
            case "secrets": return Secrets(Unmasked(a[0]), Unmasked(a[1]));
            case "abortable":
                Abortable(() => Clients[a[0]].ExchangeCode(a[1], BusinessType.Appointment));
                return None();
            case "abort":
                Abort();
                return None();
            case "aborted": return One(Aborted());
            case "abortinlogger": return AbortInLogger(a[0]);
            case "abortbylogger": return AbortByLogger(a[0]);
            case "repeatdecrypt":
                for (int i = int.Parse(a[2]); i > 0; i--) Clients[a[0]].Decrypt(a[1]);
                return None();
            case "repeatexchange":
                for (int i = int.Parse(a[2]); i > 0; i--) Clients[a[0]].ExchangeCode(a[1], BusinessType.Appointment);
                return None();
            case "statuses": return Enum.GetValues(typeof(YjtStatus)).Cast<YjtStatus>().Select(s => s + "=" + (int)s);
            case "codes": return Codes(a[0]);
            default: throw new InvalidProgramException(command);
        }
    }

    private static IEnumerable<string> None()
    {
        return new string[0];
    }

    private static IEnumerable<string> One(string text)
    {
        return new[] { text };
    }

    private static IEnumerable<string> Put(string slot, YjtClient client)
    {
        Clients[slot] = client;
        return None();
    }

    private static IEnumerable<string> Fields(YjtUser u)
    {
        return new[]
        {
            // [fields] written by yjt-tools from src/ffi/types.rs
            u.CertificateNo,
            u.CertificateTypeCode,
            u.HealthCardNo,
            u.Phone,
            u.Name,
            u.GenderCode.ToString(),
            u.NationCode,
            u.UserId,
            u.ChannelCode,
            u.ExtraJson,
            // [/fields]
            u.Json, u.ToString(),
        };
    }

    private static IEnumerable<string> InThreads(YjtClient client, string[] codes)
    {
        string[] names = new string[codes.Length];
        Run(t =>
        {
            for (int i = t; i < codes.Length; i += 32) names[i] = client.ExchangeCode(codes[i], BusinessType.Appointment).Name;
        }).ForEach(thread => thread.Join());
        return names;
    }

    private static IEnumerable<string> UnderLoad(string configuration)
    {
        YjtClient client = YjtClient.FromJson(configuration);
        int failures = 0;
        List<Thread> threads = Run(t =>
        {
            for (int n = 0; n < 50; n++)
            {
                try
                {
                    client.ExchangeCode("load-" + t + "-" + n, BusinessType.Appointment);
                }
                catch (Exception e) when (e is YjtException || e is ObjectDisposedException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        });
        Thread.Sleep(20);
        client.Dispose();
        threads.ForEach(thread => thread.Join());
        return One(failures.ToString());
    }

    private static List<Thread> Run(Action<int> work)
    {
        List<Thread> threads = Enumerable.Range(0, 32).Select(t => new Thread(() => work(t))).ToList();
        threads.ForEach(thread => thread.Start());
        return threads;
    }

    private static IEnumerable<string> Logged(string link)
    {
        List<string> lines = new List<string>();
        YjtLibrary.SetLogger((level, line) =>
        {
            lock (lines) // The finalizer releases clients meanwhile, on its own thread.
                lines.Add(line);
            throw new Exception("the host's own mistake");
        }, YjtLogLevel.Debug);
        GC.Collect(); // The library calls a delegate that only the binding holds.
        Fail(link);
        YjtLibrary.ClearLogger();
        return lines;
    }

    /// The other thread waits for the logger's end, and the logger must not wait for the other thread.
    private static IEnumerable<string> SetInside(string link)
    {
        int status = 0;
        Thread other = new Thread(() => YjtLibrary.ClearLogger());
        YjtLibrary.SetLogger((level, line) =>
        {
            other.Start();
            Thread.Sleep(200);
            try
            {
                YjtLibrary.ClearLogger();
            }
            catch (YjtException e)
            {
                status = e.StatusCode;
            }
        }, YjtLogLevel.Warn);
        Fail(link);
        other.Join();
        return One(status.ToString());
    }

    private static void Fail(string link)
    {
        try
        {
            YjtLibrary.CodeFromLink(link);
        }
        catch (YjtException)
        {
        }
    }

    /// An application domain sets a logger and is unloaded, as ASP.NET does; the library stays.
    private static IEnumerable<string> Recycle(string link)
    {
        AppDomain domain = AppDomain.CreateDomain("recycled");
        Type type = typeof(Recycled);
        ((Recycled)domain.CreateInstanceAndUnwrap(type.Assembly.FullName, type.FullName)).SetLogger();
        AppDomain.Unload(domain);
        Fail(link);
        return None();
    }

    /// The binding as it is when a tool has packed all assemblies into one: it has no file.
    private static string Embedded()
    {
        Assembly binding = Assembly.Load(File.ReadAllBytes(typeof(YjtLibrary).Assembly.Location));
        return (string)binding.GetType("Yjt.YjtLibrary").GetProperty("Version").GetValue(null);
    }

    /// All that is left of what went in are the strings, which hold it in UTF-16.
    private static IEnumerable<string> Secrets(string config, string text)
    {
        using (YjtClient client = YjtClient.FromJson(config)) client.Encrypt(text);
        return None();
    }

    /// What the test masked, so that it is in this process only as a string.
    private static string Unmasked(string text)
    {
        return new string(text.Select(c => (char)(c ^ 0x55)).ToArray());
    }

    private static Thread abortable;
    private static string outcome;

    /// A thread whose work ends by the abort that is asked for meanwhile.
    private static void Abortable(Action work)
    {
        outcome = "no abort";
        abortable = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (ThreadAbortException)
            {
                outcome = "aborted";
                Thread.ResetAbort();
            }
        });
        abortable.Start();
    }

    /// Asks for it and waits until it is asked for; who asks may be held up until the abort is done.
    private static void Abort()
    {
        new Thread(() => abortable.Abort()) { IsBackground = true }.Start();
        while ((abortable.ThreadState & (ThreadState.AbortRequested | ThreadState.Stopped)) == 0) Thread.Yield();
    }

    private static string Aborted()
    {
        abortable.Join();
        return outcome;
    }

    /// The thread is aborted while the library's frames are below the logger's.
    private static IEnumerable<string> AbortInLogger(string link)
    {
        ManualResetEvent entered = new ManualResetEvent(false), ending = new ManualResetEvent(false);
        bool ended = false;
        YjtLibrary.SetLogger((level, line) =>
        {
            entered.Set();
            ending.WaitOne();
            ended = true;
        }, YjtLogLevel.Warn);
        Abortable(() => YjtLibrary.CodeFromLink(link));
        entered.WaitOne();
        Abort();
        ending.Set();
        return new[] { Aborted(), ended ? "ended" : "broken off", WithoutHanging(YjtLibrary.ClearLogger) };
    }

    /// As a logger that ends an ASP.NET response.
    private static IEnumerable<string> AbortByLogger(string link)
    {
        YjtLibrary.SetLogger((level, line) => Thread.CurrentThread.Abort(), YjtLogLevel.Warn);
        Abortable(() => YjtLibrary.CodeFromLink(link));
        return new[] { Aborted(), WithoutHanging(YjtLibrary.ClearLogger) };
    }

    /// What waits for locks that were never given back waits for ever.
    private static string WithoutHanging(ThreadStart work)
    {
        Thread thread = new Thread(work) { IsBackground = true };
        thread.Start();
        return thread.Join(20000) ? "done" : "hangs";
    }

    private static IEnumerable<string> Codes(string dictionary)
    {
        switch (dictionary)
        {
            case "1": return Labelled<CertificateType>("00", v => v.Label());
            case "2": return Labelled<Gender>("0", v => v.Label());
            case "3": return Labelled<Nation>("00", v => v.Label());
            case "4": return Labelled<Channel>("0", v => v.Label());
            case "5": return Labelled<BusinessType>("0", v => v.Label());
            default: throw new InvalidProgramException(dictionary);
        }
    }

    private static IEnumerable<string> Labelled<T>(string digits, Func<T, string> label)
    {
        return Enum.GetValues(typeof(T)).Cast<T>().Where(v => Convert.ToInt32(v) != 0)
            .Select(v => Convert.ToInt32(v).ToString(digits) + "=" + label(v));
    }

    private static string Hex(string text)
    {
        return string.Concat(Encoding.UTF8.GetBytes(text).Select(b => b.ToString("x2")));
    }

    private static string Text(string hex)
    {
        byte[] bytes = Enumerable.Range(0, hex.Length / 2).Select(i => Convert.ToByte(hex.Substring(2 * i, 2), 16)).ToArray();
        return Encoding.UTF8.GetString(bytes);
    }
}

/// Lives in an application domain of its own.
public sealed class Recycled : MarshalByRefObject
{
    public void SetLogger()
    {
        YjtLibrary.SetLogger((level, line) => { }, YjtLogLevel.Debug);
    }
}
