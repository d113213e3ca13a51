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
        /// <summary>"production" (unless set otherwise), "test" or "custom".</summary>
        public string Environment { get; set; } = "production";

        /// <summary>分配的 appCode, 1 to 10 characters.</summary>
        public string AppCode { get; set; }

        /// <summary>The SM4 key, 32 hex digits.</summary>
        public string AppKey { get; set; }

        /// <summary>paasid, from the project team.</summary>
        public string PaasId { get; set; }

        /// <summary>The token, from the project team.</summary>
        public string Token { get; set; }

        /// <summary>The header x-tsp-appSecret; the token when not set.</summary>
        public string AppSecret { get; set; }

        /// <summary>The service ID; preset by the environment.</summary>
        public string ServiceId { get; set; }

        /// <summary>The address, https://host[:port]/path; preset by the environment.</summary>
        public string BaseUrl { get; set; }

        /// <summary>Limit for connecting, milliseconds, 100 to 60000.</summary>
        public int? ConnectTimeoutMs { get; set; }

        /// <summary>Limit for the whole call, milliseconds, 100 to 120000.</summary>
        public int? TimeoutMs { get; set; }

        /// <summary>Limit for an answer's body, bytes, 1024 to 16777216; 65536 unless set.</summary>
        public int? MaxResponseBytes { get; set; }

        /// <summary>Connections kept, 0 to 1024.</summary>
        public int? MaxIdleConnections { get; set; }

        /// <summary>A forward proxy, http://[user:password@]host:port.</summary>
        public string Proxy { get; set; }

        /// <summary>Plain HTTP, for a front-end machine inside the hospital.</summary>
        public bool? AllowHttp { get; set; }

        /// <summary>Sign again with the gateway's time when the clock is off; on unless set otherwise.</summary>
        public bool? ClockCorrection { get; set; }

        /// <summary>Send again when a kept connection closed before any byte of an answer; on unless set otherwise.</summary>
        public bool? ResendWhenClosed { get; set; }

        /// <summary>For how long a code that succeeded is answered again from memory, seconds, 0 (off) to 300.</summary>
        public int? CodeMemorySeconds { get; set; }

        /// <summary>A PEM file of the authorities to trust instead of the built-in ones.</summary>
        public string CaFile { get; set; }

        /// <summary>The same as PEM text.</summary>
        public string CaPem { get; set; }

        /// <summary>The SHA-256 of the certificates (or their keys) to accept besides.</summary>
        public ICollection<string> PinnedSha256 { get; } = new List<string>();

        /// <summary>The signature's template of {timestamp}, {token} and {nonce}.</summary>
        public string SignatureTemplate { get; set; }

        /// <summary>"s" or "ms".</summary>
        public string SignatureTimestampUnit { get; set; }

        /// <summary>"upper" or "lower".</summary>
        public string SignatureHexCase { get; set; }

        /// <summary>The header that carries the service ID.</summary>
        public string ServiceIdHeader { get; set; }

        /// <summary>The query parameter that carries the service ID instead of a header.</summary>
        public string ServiceIdQuery { get; set; }

        /// <summary>The service ID is the last segment of the path instead of a header; not together with the two before.</summary>
        public bool ServiceIdInPath { get; set; }

        /// <summary>Further request headers.</summary>
        public IDictionary<string, string> ExtraHeaders { get; } = new Dictionary<string, string>();

        /// <summary>Whether certificateNo, phone, name, healthCardNo are encrypted: "always", "never", "auto".</summary>
        public IDictionary<string, string> EncryptedFields { get; } = new Dictionary<string, string>();

        /// <summary>Its name alone.</summary>
        public override string ToString()
        {
            return "YjtOptions(***)";
        }

        /// <summary>The configuration as JSON; holds secrets.</summary>
        internal string ToJson()
        {
            return Object(new Dictionary<string, string>
            {
                { "environment", Quoted(Environment) },
                { "appCode", Quoted(AppCode) },
                { "appKey", Quoted(AppKey) },
                { "paasId", Quoted(PaasId) },
                { "token", Quoted(Token) },
                { "appSecret", Quoted(AppSecret) },
                { "serviceId", Quoted(ServiceId) },
                { "baseUrl", Quoted(BaseUrl) },
                { "connectTimeoutMs", Number(ConnectTimeoutMs) },
                { "timeoutMs", Number(TimeoutMs) },
                { "maxResponseBytes", Number(MaxResponseBytes) },
                { "maxIdleConnections", Number(MaxIdleConnections) },
                { "proxy", Quoted(Proxy) },
                { "allowHttp", Flag(AllowHttp) },
                { "clockCorrection", Flag(ClockCorrection) },
                { "resendWhenClosed", Flag(ResendWhenClosed) },
                { "codeMemorySeconds", Number(CodeMemorySeconds) },
                { "tls", Section(new Dictionary<string, string>
                    {
                        { "caFile", Quoted(CaFile) },
                        { "caPem", Quoted(CaPem) },
                        { "pinnedSha256", List(PinnedSha256) },
                    }) },
                { "signature", Section(new Dictionary<string, string>
                    {
                        { "template", Quoted(SignatureTemplate) },
                        { "timestampUnit", Quoted(SignatureTimestampUnit) },
                        { "hexCase", Quoted(SignatureHexCase) },
                    }) },
                { "serviceIdIn", ServiceIdIn() },
                { "extraHeaders", Section(ExtraHeaders.ToDictionary(h => h.Key, h => Quoted(h.Value))) },
                { "encryptedFields", Section(EncryptedFields.ToDictionary(f => f.Key, f => Quoted(f.Value))) },
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

        private static string Quoted(string text)
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
