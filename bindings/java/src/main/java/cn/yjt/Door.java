package cn.yjt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteOrder;

/** The one door between Java and the library: texts out, and a status that is returned or thrown. */
final class Door {
    private static final int WIDE = 8;
    private static final int NARROW_BITS = 32;

    private Door() {}

    /** A text that stays the library's. */
    static String read(Pointer text) {
        return text == null ? null : text.getString(0, "UTF-8");
    }

    /** A text that was handed out: copied and given back. */
    static String take(int status, long[] out) {
        check(status);
        Pointer given = given(out);
        try {
            return read(given);
        } finally {
            Raw.yjt_free(given);
        }
    }

    /** What was handed out: a pointer in the array's first bytes, which in a 32-bit process are half of it. */
    static Pointer given(long[] out) {
        return new Pointer(address(out[0], Native.POINTER_SIZE, ByteOrder.nativeOrder()));
    }

    static long address(long out, int pointerSize, ByteOrder order) {
        if (pointerSize == WIDE) {
            return out;
        }
        int narrow = (int) (order == ByteOrder.BIG_ENDIAN ? out >>> NARROW_BITS : out);
        return Integer.toUnsignedLong(narrow);
    }

    static void check(int status) {
        if (status != 0) {
            throw new YjtException(Raw.yjt_last_error());
        }
    }
}
