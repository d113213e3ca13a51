using System;
using System.Reflection;

namespace Yjt
{
    /// <summary>
    /// The end of what this binding was loaded into, while the process and the library live on: an application domain, which
    /// ASP.NET recycles, or a collectible AssemblyLoadContext of .NET Core 3.0 and later, which the sources cannot name. A handler
    /// in the domain would keep such a context for ever.
    /// </summary>
    internal static class Unloading
    {
        private static Action atEnd;

        internal static void Call(Action handler)
        {
            atEnd = handler;
            object context = CollectibleContext();
            if (context == null)
            {
                AppDomain.CurrentDomain.DomainUnload += delegate { atEnd(); };
                return;
            }
            EventInfo unloading = context.GetType().GetEvent("Unloading");
            MethodInfo end = typeof(Unloading).GetMethod("End", BindingFlags.NonPublic | BindingFlags.Static);
            unloading.AddEventHandler(context, Delegate.CreateDelegate(unloading.EventHandlerType, end));
        }

        private static void End(object context)
        {
            atEnd();
        }

        /// <summary>Null when there is none.</summary>
        private static object CollectibleContext()
        {
            Type type = typeof(object).Assembly.GetType("System.Runtime.Loader.AssemblyLoadContext");
            PropertyInfo collectible = type == null ? null : type.GetProperty("IsCollectible");
            if (collectible == null)
                return null;
            object context = type.GetMethod("GetLoadContext").Invoke(null, new object[] { typeof(Unloading).Assembly });
            return context != null && (bool)collectible.GetValue(context) ? context : null;
        }
    }
}
