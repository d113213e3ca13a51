package cn.yjt;


/**
 * The guide's {@code Sm4Utils} (section 6): SM4, ECB, PKCS#7 padding, UTF-8, hex. A drop-in: same methods, same order of
 * arguments. Every method may be called from any thread.
 */
public final class Sm4 {
    private Sm4() {}

    /**
     * Encrypts a text.
     *
     * @param keyHex 32 hex digits
     * @param text   the plain text
     * @return lower-case hex
     * @throws YjtException when the key is wrong
     */
    public static String encryptEcb(String keyHex, String text) {
        Loader.load();
        try (Argument key = Argument.of(keyHex, "keyHex"); Argument plain = Argument.of(text, "text")) {
            long[] cipher = new long[1];
            return Door.take(Raw.yjt_sm4_encrypt(key.pointer(), plain.pointer(), cipher), cipher);
        }
    }

    /**
     * Decrypts a text.
     *
     * @param keyHex    32 hex digits
     * @param cipherHex hex of whole blocks
     * @return the plain text
     * @throws YjtException when key, cipher text or padding are wrong
     */
    public static String decryptEcb(String keyHex, String cipherHex) {
        Loader.load();
        try (Argument key = Argument.of(keyHex, "keyHex"); Argument cipher = Argument.of(cipherHex, "cipherHex")) {
            long[] text = new long[1];
            return Door.take(Raw.yjt_sm4_decrypt(key.pointer(), cipher.pointer(), text), text);
        }
    }

    /**
     * Whether a cipher text is that of a text, compared in constant time.
     *
     * @param keyHex    32 hex digits
     * @param cipherHex hex of whole blocks
     * @param text      the plain text
     * @return true when they belong together
     * @throws YjtException when key or cipher text are wrong
     */
    public static boolean verifyEcb(String keyHex, String cipherHex, String text) {
        Loader.load();
        try (Argument key = Argument.of(keyHex, "keyHex"); Argument cipher = Argument.of(cipherHex, "cipherHex");
                Argument plain = Argument.of(text, "text")) {
            int[] matches = new int[1];
            Door.check(Raw.yjt_sm4_verify(key.pointer(), cipher.pointer(), plain.pointer(), matches));
            return matches[0] == 1;
        }
    }
}
