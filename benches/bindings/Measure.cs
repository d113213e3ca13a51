using System;
using System.IO;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Yjt;

/// What a call takes in C#, in turns with the same calls as one writes them by hand after yjt.h: texts are not wiped, no abort
/// of a thread is put off. Prints rows of a Markdown table.
internal static class Measure
{
    private const string Key = "A7E2D00B4058086CBD3D4B8A5E0B2697";
    private const string Plain = "44010619900101001X-0123456789ab";
    private const int Rounds = 9;
    private const int WarmUp = 5;
    private const int Calls = 20000;
    /// So that what was made is not left out.
    internal static object Kept;

    private static void Main(string[] arguments)
    {
        string cipher = Sm4.EncryptEcb(Key, Plain);
        Compare("`Sm4.DecryptEcb`", () => Checked(Sm4.DecryptEcb(Key, cipher)), () => Checked(DecryptEcb(Key, cipher)));
        IntPtr user = User(File.ReadAllText(arguments[0]));
        Func<IntPtr, YjtUser> made = Constructor();
        Compare("`new YjtUser`", () => made(user), null);
        yjt_free(user);
    }

    private static string DecryptEcb(string keyHex, string cipherHex)
    {
        IntPtr text;
        Succeed(yjt_sm4_decrypt(Bytes(keyHex), Bytes(cipherHex), out text));
        string copy = Read(text);
        yjt_free(text);
        return copy;
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text + "\0");
    }

    private static string Read(IntPtr text)
    {
        int length = 0;
        while (Marshal.ReadByte(text, length) != 0)
            length++;
        byte[] bytes = new byte[length];
        Marshal.Copy(text, bytes, 0, length);
        return Encoding.UTF8.GetString(bytes);
    }

    private static string Checked(string plain)
    {
        if (plain != Plain)
            throw new InvalidOperationException(plain);
        return plain;
    }

    /// An identity as the library hands it out.
    private static IntPtr User(string configuration)
    {
        IntPtr client, user;
        Succeed(yjt_init(Bytes(configuration), out client));
        Succeed(yjt_exchange_code(client, Bytes("bench"), 1, out user));
        return user;
    }

    private static void Succeed(int status)
    {
        if (status != 0)
            throw new InvalidOperationException("status " + status);
    }

    private static Func<IntPtr, YjtUser> Constructor()
    {
        ConstructorInfo constructor =
            typeof(YjtUser).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, null, new[] { typeof(IntPtr) }, null);
        ParameterExpression user = Expression.Parameter(typeof(IntPtr), "user");
        return Expression.Lambda<Func<IntPtr, YjtUser>>(Expression.New(constructor, user), user).Compile();
    }

    private static void Compare(string what, Func<object> ours, Func<object> theirs)
    {
        double[] our = new double[Rounds], their = new double[Rounds], ratio = new double[Rounds];
        for (int round = -WarmUp; round < Rounds; round++)
        {
            double one = Nanoseconds(ours), other = theirs == null ? 0 : Nanoseconds(theirs);
            if (round < 0)
                continue;
            our[round] = one;
            their[round] = other;
            ratio[round] = one / other;
        }
        string beside = theirs == null ? "| |" : string.Format(
            CultureInfo.InvariantCulture, "{0:0} | {1:0.00} |", Median(their), Median(ratio));
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "| {0} | {1:0} | {2}", what, Median(our), beside));
    }

    private static double Nanoseconds(Func<object> call)
    {
        double start = Now();
        for (int i = 0; i < Calls; i++)
            Kept = call();
        return (Now() - start) / Calls;
    }

    /// Of this thread's own: what else the machine does at the time does not count.
    private static double Now()
    {
        const int ThreadCpuTime = 3;
        Time time;
        clock_gettime(ThreadCpuTime, out time);
        return time.Seconds * 1e9 + time.Nanoseconds;
    }

    private static double Median(double[] figures)
    {
        Array.Sort(figures);
        return figures[figures.Length / 2];
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        internal long Seconds;
        internal long Nanoseconds;
    }

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, out Time time);

    [DllImport("yjt")]
    private static extern int yjt_init(byte[] configJson, out IntPtr client);

    [DllImport("yjt")]
    private static extern int yjt_exchange_code(IntPtr client, byte[] code, int businessType, out IntPtr user);

    [DllImport("yjt")]
    private static extern int yjt_sm4_decrypt(byte[] keyHex, byte[] cipherHex, out IntPtr text);

    [DllImport("yjt")]
    private static extern int yjt_free(IntPtr any);
}
