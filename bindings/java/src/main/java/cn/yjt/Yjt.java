package cn.yjt;

import com.sun.jna.Pointer;
import java.util.Objects;

/** What needs no client: the version, the code in a link, the logger. Every method may be called from any thread. */
public final class Yjt {
    private static final Object LOCK = new Object();
    private static final ThreadLocal<Boolean> INSIDE_LOGGER = new ThreadLocal<>();
    /** Kept from the garbage collector while the library may call it. */
    private static Raw.LogFunction current;
    /** Whose lines these are; null when logging is off. */
    private static YjtLogger owner;

    private Yjt() {}

    /**
     * The version of the native library.
     *
     * @return such as "0.1.0"
     */
    public static String version() {
        Loader.load();
        return Door.read(Raw.yjt_version());
    }

    /**
     * Takes the one-time code out of what the mini-program hands over (guide, section 2).
     *
     * @param link the H5 landing URL, a bare query string, or the extraData JSON
     * @return the code
     * @throws YjtException when there is no usable code in it; the message says why
     */
    public static String codeFromLink(String link) {
        try (Call call = Call.begin()) {
            return call.text(Raw.yjt_code_from_link(call.in(link, "link"), call.out()));
        }
    }

    /**
     * Sets the process's logger, instead of the one before; lines hold no secret, no code and nothing of a person.
     *
     * @param logger receives the lines on the threads that call the library, with their context class loader; for a
     *               virtual thread's client and exchange on a platform thread of the binding's, with the caller's context
     *               class loader and none of its thread-locals; what it throws is dropped; it must not set a logger itself
     * @param max    the most detailed level wanted
     */
    public static void setLogger(YjtLogger logger, YjtLogger.Level max) {
        Objects.requireNonNull(logger, "logger");
        change(() -> set(logger, (context, level, message) -> {
            try {
                INSIDE_LOGGER.set(true);
                logger.log(YjtLogger.Level.values()[level], Door.read(message));
            } catch (Throwable dropped) {
                // Nothing may cross the library.
            } finally {
                INSIDE_LOGGER.remove();
            }
        }, max));
    }

    /** Turns logging off, whoever turned it on. */
    public static void clearLogger() {
        change(Yjt::off);
    }

    /**
     * Turns logging off unless another logger was set since. A web application that set a logger does so when it stops: the
     * library outlives it, and may be shared with others.
     *
     * @param logger the very object that was set
     */
    public static void clearLogger(YjtLogger logger) {
        Objects.requireNonNull(logger, "logger");
        change(() -> {
            if (owner == logger) {
                off();
            }
        });
    }

    private static void off() {
        set(null, null, YjtLogger.Level.OFF);
    }

    private static void set(YjtLogger logger, Raw.LogFunction next, YjtLogger.Level max) {
        Door.check(Raw.yjt_set_logger(next, Pointer.NULL, max.ordinal()));
        current = next;
        owner = logger;
    }

    /** One change after the other. */
    private static void change(Runnable change) {
        Loader.load();
        if (insideLogger()) {
            // Refused. Whoever holds the lock may be waiting for the end of this very line.
            Door.check(Raw.yjt_set_logger(null, Pointer.NULL, 0));
        }
        Waiting.call(() -> {
            synchronized (LOCK) {
                change.run();
                return null;
            }
        });
    }

    static boolean insideLogger() {
        return INSIDE_LOGGER.get() != null;
    }

    /** A dictionary's label, for the enumerations; null when the code is unknown. */
    static String label(int dictionary, String code) {
        try (Call call = Call.begin()) {
            return Door.read(Raw.yjt_label(dictionary, call.in(code, "code")));
        }
    }
}
