using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Yjt
{
    /// <summary>
    /// A configuration. What is not set is left to the library's default; what is wrong with it the client says when it is made.
    /// The README, section Configuration, tells what each key means. Prints nothing of what it holds.
    /// </summary>
    public sealed class YjtOptions
    {
        // [keys] written by yjt-tools from src/config/keys.rs
        /// <summary>The environment, which presets baseUrl and serviceId. "production", "test" or "custom".</summary>
        public string Environment { get; set; } = "production";

        /// <summary>The application's code, from the project team, 1 to 10 characters.</summary>
        public string AppCode { get; set; }

        /// <summary>The SM4 key, 32 hex digits.</summary>
        public string AppKey { get; set; }

        /// <summary>The paasid, from the project team.</summary>
        public string PaasId { get; set; }

        /// <summary>The token, from the project team.</summary>
        public string Token { get; set; }

        /// <summary>The header x-tsp-appSecret. Unless set: the token.</summary>
        public string AppSecret { get; set; }

        /// <summary>The service ID; custom needs it. Unless set: as environment says.</summary>
        public string ServiceId { get; set; }

        /// <summary>The address, https://host[:port]/path; custom needs it. Unless set: as environment says.</summary>
        public string BaseUrl { get; set; }

        /// <summary>The name of the header with the service ID.</summary>
        public string ServiceIdHeader { get; set; }

        /// <summary>The name of the query parameter with the service ID.</summary>
        public string ServiceIdQuery { get; set; }

        /// <summary>
        /// Where the service ID travels: {"header":"name"}, {"query":"name"} or "path", the path's last segment. Excludes
        /// the others.
        /// </summary>
        public bool ServiceIdInPath { get; set; }

        /// <summary>What is signed, of {timestamp} {token} {nonce}. Unless set: {timestamp}{token}{nonce}{timestamp}.</summary>
        public string SignatureTemplate { get; set; }

        /// <summary>The timestamp's unit. "s" or "ms". Unless set: "s".</summary>
        public string SignatureTimestampUnit { get; set; }

        /// <summary>The hex digits' case. "upper" or "lower". Unless set: "upper".</summary>
        public string SignatureHexCase { get; set; }

        /// <summary>
        /// Which fields are encrypted. certificateNo: "always" or "never", unless set: "always"; phone: "always" or
        /// "never", unless set: "always"; name: "always", "never" or "auto", unless set: "auto"; healthCardNo: "always",
        /// "never" or "auto", unless set: "auto".
        /// </summary>
        public IDictionary<string, string> EncryptedFields { get; } = new Dictionary<string, string>();

        /// <summary>
        /// Sign once more with the gateway's time when the signature was refused and the clock is over 60 s off. Unless
        /// set: true.
        /// </summary>
        public bool? ClockCorrection { get; set; }

        /// <summary>
        /// Send once more over a new connection when a kept one was closed before any byte of an answer. Unless set:
        /// true.
        /// </summary>
        public bool? ResendWhenClosed { get; set; }

        /// <summary>
        /// A code that succeeded is answered again from memory for this long, 0: off; see first what it trades. 0 to 300
        /// s. Unless set: 0.
        /// </summary>
        public int? CodeMemorySeconds { get; set; }

        /// <summary>
        /// Limit for name look-up, TCP, proxy and TLS together; never more than timeoutMs. 100 to 60000 ms. Unless set:
        /// 5000.
        /// </summary>
        public int? ConnectTimeoutMs { get; set; }

        /// <summary>Limit for the whole call. 100 to 120000 ms. Unless set: 10000.</summary>
        public int? TimeoutMs { get; set; }

        /// <summary>
        /// Limit for an answer's body, decompressed; real ones have a few hundred. Reading one takes at most 8 times its
        /// body of memory. 1024 to 16777216 bytes. Unless set: 65536.
        /// </summary>
        public int? MaxResponseBytes { get; set; }

        /// <summary>
        /// Idle connections kept; one that was idle for 30 s is not used again and closed at the next call. 0 to 1024.
        /// Unless set: 64.
        /// </summary>
        public int? MaxIdleConnections { get; set; }

        /// <summary>A forward proxy, http://[user:password@]host:port, percent-encoded; the environment is not looked at.</summary>
        public string Proxy { get; set; }

        /// <summary>
        /// Authorities, or a server's self-signed certificate itself, to trust instead of the built-in ones: a regular
        /// file, PEM. Unless set: Mozilla's roots.
        /// </summary>
        public string CaFile { get; set; }

        /// <summary>The same as PEM text.</summary>
        public string CaPem { get; set; }

        /// <summary>Besides, the SHA-256 of the certificate or of its key, one or a list that is not empty.</summary>
        public ICollection<string> PinnedSha256 { get; } = new List<string>();

        /// <summary>Plain http://, for a front-end machine inside the hospital. Unless set: false.</summary>
        public bool? AllowHttp { get; set; }

        /// <summary>
        /// Further request headers; refused are the library's own, those that change how a request is carried (Expect,
        /// Upgrade, Range …) and repeated ones.
        /// </summary>
        public IDictionary<string, string> ExtraHeaders { get; } = new Dictionary<string, string>();
        // [/keys]

        /// <summary>Its name alone.</summary>
        public override string ToString()
        {
            return "YjtOptions(***)";
        }

        /// <summary>
        /// Walks the way of a login and says what is wrong with it and what to do, for an administrator's page; uses no real code.
        /// Blocks for two minutes at most. YjtLibrary.Diagnose takes JSON.
        /// </summary>
        /// <param name="options">JSON, the keys that yjt.h tells at yjt_diagnose; null for none</param>
        /// <returns>the report as JSON: its members and its schema are in the repository's docs; it holds no secret and nobody's
        /// data</returns>
        /// <exception cref="YjtException">The options are wrong; what is wrong with the configuration is in the report.</exception>
        /// <exception cref="YjtLoadException">The native library cannot be loaded; the message says what to do.</exception>
        public string Diagnose(string options = null)
        {
            return YjtLibrary.Diagnose(ToJson(), options);
        }

        /// <summary>The configuration as JSON; holds secrets.</summary>
        internal string ToJson()
        {
            return Object(new Dictionary<string, string>
            {
                // [json] written by yjt-tools from src/config/keys.rs
                { "environment", Quoted(Environment) },
                { "appCode", Quoted(AppCode) },
                { "appKey", Quoted(AppKey) },
                { "paasId", Quoted(PaasId) },
                { "token", Quoted(Token) },
                { "appSecret", Quoted(AppSecret) },
                { "serviceId", Quoted(ServiceId) },
                { "baseUrl", Quoted(BaseUrl) },
                { "serviceIdIn", ServiceIdIn() },
                { "signature", Section(new Dictionary<string, string>
                    {
                        { "template", Quoted(SignatureTemplate) },
                        { "timestampUnit", Quoted(SignatureTimestampUnit) },
                        { "hexCase", Quoted(SignatureHexCase) },
                    }) },
                { "encryptedFields", Section(EncryptedFields.ToDictionary(m => m.Key, m => Quoted(m.Value))) },
                { "clockCorrection", Flag(ClockCorrection) },
                { "resendWhenClosed", Flag(ResendWhenClosed) },
                { "codeMemorySeconds", Number(CodeMemorySeconds) },
                { "connectTimeoutMs", Number(ConnectTimeoutMs) },
                { "timeoutMs", Number(TimeoutMs) },
                { "maxResponseBytes", Number(MaxResponseBytes) },
                { "maxIdleConnections", Number(MaxIdleConnections) },
                { "proxy", Quoted(Proxy) },
                { "tls", Section(new Dictionary<string, string>
                    {
                        { "caFile", Quoted(CaFile) },
                        { "caPem", Quoted(CaPem) },
                        { "pinnedSha256", List(PinnedSha256) },
                    }) },
                { "allowHttp", Flag(AllowHttp) },
                { "extraHeaders", Section(ExtraHeaders.ToDictionary(m => m.Key, m => Quoted(m.Value))) },
                // [/json]
            });
        }

        private string ServiceIdIn()
        {
            string elsewhere = Section(new Dictionary<string, string>
            {
                { "header", Quoted(ServiceIdHeader) },
                { "query", Quoted(ServiceIdQuery) },
            });
            if (ServiceIdInPath && elsewhere != null)
                throw new ArgumentException("ServiceIdInPath: 服务 ID 只能放在一处 | the service ID has one place only");
            return ServiceIdInPath ? Quoted("path") : elsewhere;
        }

        private static string Object(IDictionary<string, string> members)
        {
            return "{" + string.Join(",", members.Where(m => m.Value != null).Select(m => Quoted(m.Key) + ":" + m.Value)) + "}";
        }

        /// <summary>An object that is left out when nothing in it is set.</summary>
        private static string Section(IDictionary<string, string> members)
        {
            return members.Values.Any(value => value != null) ? Object(members) : null;
        }

        private static string List(ICollection<string> texts)
        {
            return texts.Count == 0 ? null : "[" + string.Join(",", texts.Select(text => Quoted(text) ?? "null")) + "]";
        }

        private static string Number(int? value)
        {
            return value == null ? null : value.Value.ToString(CultureInfo.InvariantCulture);
        }

        private static string Flag(bool? value)
        {
            return value == null ? null : value.Value ? "true" : "false";
        }

        internal static string Quoted(string text)
        {
            if (text == null)
                return null;
            StringBuilder json = new StringBuilder("\"");
            foreach (char c in text)
            {
                if (c == '"' || c == '\\')
                    json.Append('\\').Append(c);
                else if (c < ' ')
                    json.Append("\\u").Append(((int)c).ToString("x4"));
                else
                    json.Append(c);
            }
            return json.Append('"').ToString();
        }
    }
}
