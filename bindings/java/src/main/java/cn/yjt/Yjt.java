package cn.yjt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Objects;

/** What needs no client: the version, the code in a link, the logger. Every method may be called from any thread. */
public final class Yjt {
    /** Kept from the garbage collector while the library may call it. */
    private static Raw.LogFunction current;

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
        Loader.load();
        PointerByReference code = new PointerByReference();
        return Door.take(Raw.yjt_code_from_link(Door.utf8(link, "link"), code), code);
    }

    /**
     * Sets the process's logger; lines hold no secret, no code and nothing of a person.
     *
     * @param logger receives the lines on the threads that call the library; what it throws is dropped
     * @param max    the most detailed level wanted
     */
    public static synchronized void setLogger(YjtLogger logger, YjtLogger.Level max) {
        Loader.load();
        Objects.requireNonNull(logger, "logger");
        Raw.LogFunction next = (context, level, message) -> {
            try {
                logger.log(YjtLogger.Level.values()[level], Door.read(message));
            } catch (Throwable dropped) {
                // Nothing may cross the library.
            }
        };
        Door.check(Raw.yjt_set_logger(next, Pointer.NULL, max.ordinal()));
        current = next;
    }

    /** Turns logging off. */
    public static synchronized void clearLogger() {
        Loader.load();
        Door.check(Raw.yjt_set_logger(null, Pointer.NULL, 0));
        current = null;
    }

    /** A dictionary's label, for the enumerations; null when the code is unknown. */
    static String label(int dictionary, String code) {
        Loader.load();
        return Door.read(Raw.yjt_label(dictionary, Door.utf8(code, "code")));
    }
}
