package cn.yjt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** The one door between Java and the library: texts out, and a status that is returned or thrown. */
final class Door {
    private Door() {}

    /** A text that stays the library's. */
    static String read(Pointer text) {
        return text == null ? null : text.getString(0, "UTF-8");
    }

    /** A text that was handed out: copied and given back. */
    static String take(int status, PointerByReference out) {
        check(status);
        Pointer given = out.getValue();
        try {
            return read(given);
        } finally {
            Raw.yjt_free(given);
        }
    }

    static void check(int status) {
        if (status != 0) {
            throw new YjtException(Raw.yjt_last_error());
        }
    }
}
