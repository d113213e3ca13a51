package cn.yjt;

import com.sun.jna.Pointer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A hospital's client. Make one at start and share it between all threads; close it at the end. Every method may be called
 * from any thread; calls block, at most {@code timeoutMs}. A virtual thread waits without holding its carrier; an interrupt
 * ends no call, the thread stays interrupted. Not final so that a subclass may measure {@link #exchangeCode(String, int)},
 * and a test may have one of its own.
 */
public class YjtClient implements AutoCloseable {
    /** A ticket, not memory: the library looks it up, so that a late call is an error and no crash. */
    private final AtomicReference<Pointer> ticket;

    /**
     * Makes a client; touches no network.
     *
     * @param config the configuration
     * @throws YjtException       when the configuration is wrong; the message names the key
     * @throws UnsatisfiedLinkError when the native library cannot be loaded; the message says what to do
     */
    public YjtClient(YjtConfig config) {
        try (Call call = Call.begin()) {
            ticket = new AtomicReference<>(Waiting.call(
                    () -> call.pointer(Raw.yjt_init(call.in(config.json(), "config"), call.out()))));
        }
    }

    /**
     * Exchanges a one-time code for the patient's identity (guide, section 4). A code serves once: keep the identity in the
     * session and redirect, so that Back and refresh do not send it again.
     *
     * @param code         1 to 32 of A-Z a-z 0-9 - . _ ~
     * @param businessType what the patient came for; {@link BusinessType#UNKNOWN} is refused like the number 0
     * @return the identity
     * @throws YjtException          when there is none; the status says why
     * @throws IllegalStateException when this client is closed
     */
    public YjtUser exchangeCode(String code, BusinessType businessType) {
        return exchangeCode(code, businessType == BusinessType.UNKNOWN ? 0 : Integer.parseInt(businessType.getCode()));
    }

    /**
     * The same for a business type that {@link BusinessType} does not know.
     *
     * @param code         1 to 32 of A-Z a-z 0-9 - . _ ~
     * @param businessType a positive integer
     * @return the identity
     * @throws YjtException          when there is none; the status says why
     * @throws IllegalStateException when this client is closed
     */
    public YjtUser exchangeCode(String code, int businessType) {
        Pointer client = ticket();
        try (Call call = Call.begin()) {
            return Waiting.call(() -> {
                Pointer user = call.pointer(
                        Raw.yjt_exchange_code(client, call.in(code, "code"), businessType, call.out()));
                try {
                    return new YjtUser(user);
                } finally {
                    Raw.yjt_free(user);
                }
            });
        }
    }

    /**
     * Encrypts a field under the client's appKey, for the platform's other interfaces.
     *
     * @param text the plain text
     * @return lower-case hex
     * @throws IllegalStateException when this client is closed
     */
    public String encrypt(String text) {
        Pointer client = ticket();
        try (Call call = Call.begin()) {
            return call.text(Raw.yjt_encrypt(client, call.in(text, "text"), call.out()));
        }
    }

    /**
     * Decrypts a field under the client's appKey.
     *
     * @param cipherHex hex of whole blocks
     * @return the plain text
     * @throws YjtException          when it does not decrypt
     * @throws IllegalStateException when this client is closed
     */
    public String decrypt(String cipherHex) {
        Pointer client = ticket();
        try (Call call = Call.begin()) {
            return call.text(Raw.yjt_decrypt(client, call.in(cipherHex, "cipherHex"), call.out()));
        }
    }

    /** Releases the client; calls under way end as they would. Closing twice is harmless. */
    @Override
    public void close() {
        Pointer open = ticket.getAndSet(null);
        if (open != null) {
            Raw.yjt_free(open);
        }
    }

    private Pointer ticket() {
        Pointer open = ticket.get();
        if (open == null) {
            throw new IllegalStateException("client 已关闭 | the client is closed");
        }
        return open;
    }
}
