using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography;
using Yjt;

namespace Portal
{
    /// <summary>A patient, and the code that brought him.</summary>
    internal sealed class Session
    {
        internal string Id;
        internal string Code;
        internal YjtUser User;
        internal TimeSpan LastUse;
    }

    /// <summary>Who is logged in. A session ends when it is closed, idle for too long, or the longest idle one of too many.</summary>
    internal sealed class Sessions
    {
        private readonly TimeSpan idle;
        private readonly int most;
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private readonly RandomNumberGenerator random = RandomNumberGenerator.Create();
        private readonly Dictionary<string, LinkedListNode<Session>> byId = new Dictionary<string, LinkedListNode<Session>>();
        private readonly LinkedList<Session> longestIdleFirst = new LinkedList<Session>();

        internal Sessions(int idleSeconds, int most)
        {
            this.idle = TimeSpan.FromSeconds(idleSeconds);
            this.most = most;
        }

        /// <summary>Always under a new id, which nobody can have planted or guessed.</summary>
        internal string Open(string code, YjtUser user)
        {
            byte[] bytes = new byte[32];
            random.GetBytes(bytes);
            string id = BitConverter.ToString(bytes).Replace("-", "");
            lock (byId)
            {
                Session session = new Session { Id = id, Code = code, User = user, LastUse = clock.Elapsed };
                byId.Add(id, longestIdleFirst.AddLast(session));
                RemoveOld();
            }
            return id;
        }

        /// <summary>Null when there is none, or none any more.</summary>
        internal Session Find(string id)
        {
            lock (byId)
            {
                RemoveOld();
                LinkedListNode<Session> found;
                if (!byId.TryGetValue(id, out found))
                    return null;
                found.Value.LastUse = clock.Elapsed;
                longestIdleFirst.Remove(found);
                longestIdleFirst.AddLast(found);
                return found.Value;
            }
        }

        internal void Close(string id)
        {
            lock (byId)
            {
                LinkedListNode<Session> found;
                if (!byId.TryGetValue(id, out found))
                    return;
                byId.Remove(id);
                longestIdleFirst.Remove(found);
            }
        }

        private void RemoveOld()
        {
            while (byId.Count > 0)
            {
                Session oldest = longestIdleFirst.First.Value;
                if (byId.Count <= most && clock.Elapsed - oldest.LastUse < idle)
                    return;
                byId.Remove(oldest.Id);
                longestIdleFirst.RemoveFirst();
            }
        }
    }
}
