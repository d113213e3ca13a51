using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Yjt;

/// A host whose plugin uses the binding out of a collectible context, and is unloaded. Says whether it is gone.
internal static class Unload
{
    private static int lines;

    private static int Main(string[] arguments)
    {
        WeakReference plugin = Use(arguments[0], arguments[1]);
        for (int i = 0; plugin.IsAlive && i < 1000; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        int before = lines;
        try
        {
            YjtLibrary.CodeFromLink("?code="); // The host's own copy of the binding: what would be logged is nobody's.
        }
        catch (YjtException)
        {
        }
        Console.WriteLine("logged " + (before > 0) + ", after it " + (lines - before) + ", alive " + plugin.IsAlive);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(string binding, string configuration)
    {
        Plugin context = new Plugin();
        Assembly assembly = context.LoadFromAssemblyPath(binding);
        SetLogger(assembly);
        try
        {
            assembly.GetType("Yjt.YjtLibrary").GetMethod("CodeFromLink").Invoke(null, new object[] { "?code=" });
        }
        catch (TargetInvocationException e) when (e.InnerException.GetType().Name == "YjtException")
        {
        }
        Type client = assembly.GetType("Yjt.YjtClient");
        object made = client.GetMethod("FromJson").Invoke(null, new object[] { configuration });
        client.GetMethod("Encrypt").Invoke(made, new object[] { "x" });
        client.GetMethod("Dispose").Invoke(made, null);
        context.Unload();
        return new WeakReference(context);
    }

    private static void SetLogger(Assembly assembly)
    {
        MethodInfo set = assembly.GetType("Yjt.YjtLibrary").GetMethod("SetLogger");
        MethodInfo line = typeof(Unload).GetMethod("Line", BindingFlags.NonPublic | BindingFlags.Static);
        Type level = assembly.GetType("Yjt.YjtLogLevel");
        Delegate logger = Delegate.CreateDelegate(set.GetParameters().First().ParameterType, line.MakeGenericMethod(level));
        set.Invoke(null, new object[] { logger, Enum.Parse(level, "Debug") });
    }

    private static void Line<T>(T level, string text)
    {
        lines++;
    }

    private sealed class Plugin : AssemblyLoadContext
    {
        public Plugin() : base(true) { }

        protected override Assembly Load(AssemblyName name)
        {
            return null;
        }
    }
}
