import com.sun.jna.Native;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.encoders.Hex;

/** The first call in a fresh JVM, from nothing loaded to its result. Prints milliseconds. */
public final class First {
    private static final String KEY = "A7E2D00B4058086CBD3D4B8A5E0B2697";
    private static final String CIPHER = "0a504c329ff631c16bd487b2fdc3489f";
    private static final double NANOSECONDS = 1e6;

    private First() {}

    /**
     * Measures.
     *
     * @param arguments whose call
     * @throws Exception when it cannot
     */
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        boolean right = call(arguments[0]);
        long end = System.nanoTime();
        if (!right) {
            throw new IllegalStateException(arguments[0]);
        }
        System.out.println((end - start) / NANOSECONDS);
    }

    private static boolean call(String whose) throws Exception {
        switch (whose) {
            case "yjt":
                return cn.yjt.Sm4.decryptEcb(KEY, CIPHER).equals("小明");
            case "jna":
                return Jna.call();
            default:
                return BouncyCastle.call();
        }
    }

    /** Any library and any function of it. */
    private static final class Jna {
        static native int abs(int number);

        static boolean call() {
            Native.register(Jna.class, "c");
            return abs(-1) == 1;
        }
    }

    private static final class BouncyCastle {
        static boolean call() throws Exception {
            Security.addProvider(new BouncyCastleProvider());
            Cipher cipher = Cipher.getInstance("SM4/ECB/PKCS5Padding", "BC");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(Hex.decode(KEY), "SM4"));
            return new String(cipher.doFinal(Hex.decode(CIPHER)), "UTF-8").equals("小明");
        }
    }
}
