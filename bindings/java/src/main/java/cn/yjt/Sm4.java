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
        try (Call call = Call.begin()) {
            return call.text(Raw.yjt_sm4_encrypt(call.in(keyHex, "keyHex"), call.in(text, "text"), call.out()));
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
        try (Call call = Call.begin()) {
            return call.text(Raw.yjt_sm4_decrypt(call.in(keyHex, "keyHex"), call.in(cipherHex, "cipherHex"), call.out()));
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
        try (Call call = Call.begin()) {
            return call.number(Raw.yjt_sm4_verify(
                    call.in(keyHex, "keyHex"), call.in(cipherHex, "cipherHex"), call.in(text, "text"), call.out())) == 1;
        }
    }
}
