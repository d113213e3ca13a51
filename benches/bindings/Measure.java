package cn.yjt;

import com.sun.jna.Pointer;
import java.lang.management.ManagementFactory;
import java.nio.file.Paths;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.encoders.Hex;

/** What a call takes in Java, in turns with BouncyCastle as the usual helper calls it. Prints rows of a Markdown table. */
public final class Measure {
    private static final String KEY = "A7E2D00B4058086CBD3D4B8A5E0B2697";
    private static final String PLAIN = "44010619900101001X-0123456789ab";
    private static final int ROUNDS = 9;
    private static final int WARM_UP = 5;
    private static final int CALLS = 20_000;
    private static Object kept;

    private Measure() {}

    /**
     * Measures.
     *
     * @param arguments the configuration of a client
     * @throws Exception when it cannot
     */
    public static void main(String[] arguments) throws Exception {
        Provider provider = new BouncyCastleProvider();
        Security.addProvider(provider);
        System.out.printf("| Java %s, ns | yjt | %s | ratio |%n| --- | --- | --- | --- |%n",
                System.getProperty("java.version"), provider.getInfo());
        String cipher = Sm4.encryptEcb(KEY, PLAIN);
        compare("`Sm4.decryptEcb`", () -> checked(Sm4.decryptEcb(KEY, cipher)), () -> checked(decryptEcb(KEY, cipher)));
        Pointer user = user(arguments[0]);
        compare("`new YjtUser`", () -> new YjtUser(user), null);
        Raw.yjt_free(user);
    }

    /** The helper of the guide's kind: everything anew for each field. */
    private static String decryptEcb(String keyHex, String cipherHex) {
        try {
            Cipher cipher = Cipher.getInstance("SM4/ECB/PKCS5Padding", "BC");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(Hex.decode(keyHex), "SM4"));
            return new String(cipher.doFinal(Hex.decode(cipherHex)), "UTF-8");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String checked(String plain) {
        if (!plain.equals(PLAIN)) {
            throw new IllegalStateException(plain);
        }
        return plain;
    }

    /** An identity as the library hands it out. */
    private static Pointer user(String configuration) throws Exception {
        try (Call call = Call.begin()) {
            String json = YjtConfig.fromFile(Paths.get(configuration)).json();
            Pointer client = call.pointer(Raw.yjt_init(call.in(json, "config"), call.out()));
            return call.pointer(Raw.yjt_exchange_code(client, call.in("bench", "code"), 1, call.out()));
        }
    }

    private static void compare(String what, Supplier<Object> ours, Supplier<Object> theirs) {
        double[] our = new double[ROUNDS];
        double[] their = new double[ROUNDS];
        double[] ratio = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double one = nanoseconds(ours);
            double other = theirs == null ? 0 : nanoseconds(theirs);
            if (round >= 0) {
                our[round] = one;
                their[round] = other;
                ratio[round] = one / other;
            }
        }
        String beside = theirs == null ? "| |" : String.format(Locale.ROOT, "%.0f | %.2f |", median(their), median(ratio));
        System.out.printf(Locale.ROOT, "| %s | %.0f | %s%n", what, median(our), beside);
    }

    /** Of this thread's own: what else the machine does at the time does not count. */
    private static double nanoseconds(Supplier<Object> call) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            kept = call.get();
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / (double) CALLS;
    }

    private static double median(double[] figures) {
        Arrays.sort(figures);
        return figures[figures.length / 2];
    }
}
