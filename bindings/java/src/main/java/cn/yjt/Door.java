package cn.yjt;

import com.sun.jna.Pointer;

/** The one door between Java and the library: texts out, and a status that is returned or thrown. */
final class Door {
    private Door() {}

    /** A text that stays the library's. */
    static String read(Pointer text) {
        return text == null ? null : text.getString(0, "UTF-8");
    }

    static void check(int status) {
        if (status != 0) {
            throw new YjtException(Raw.yjt_last_error());
        }
    }
}
