using System;
using System.Collections.Concurrent;
using Yjt;

namespace Portal
{
    /// <summary>
    /// Exchanges codes. Two tabs, or a web view that loads a page twice, send the same code at the same time; it serves once,
    /// so that those who come while an exchange is under way get its result.
    /// </summary>
    internal sealed class Identities
    {
        private readonly YjtClient client;
        private readonly ConcurrentDictionary<string, Lazy<YjtUser>> underWay = new ConcurrentDictionary<string, Lazy<YjtUser>>();

        internal Identities(YjtClient client)
        {
            this.client = client;
        }

        internal YjtUser Of(string code)
        {
            Lazy<YjtUser> exchange = underWay.GetOrAdd(
                code, new Lazy<YjtUser>(() => client.ExchangeCode(code, BusinessType.Appointment)));
            try
            {
                return exchange.Value; // The first one here exchanges, the others wait for him.
            }
            finally
            {
                underWay.TryRemove(code, out exchange);
            }
        }
    }
}
