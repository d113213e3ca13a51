// Written by yjt-tools from src/ffi: change it there.
package cn.yjt;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/**
 * The functions of yjt.h by their own names, mapped directly. What goes in and where results are put lies in a {@link Call}'s
 * memory: never a {@code String}, whose charset in JNA is the platform's, GBK on a Chinese Windows; never an array, which
 * the JVM copies.
 */
final class Raw {
    private Raw() {}

    static native int yjt_init(Pointer configJson, Pointer client);

    static native int yjt_code_from_link(Pointer text, Pointer code);

    static native int yjt_exchange_code(Pointer client, Pointer code, int businessType, Pointer user);

    static native int yjt_user_to_json(Pointer user, Pointer json);

    static native int yjt_sm4_encrypt(Pointer keyHex, Pointer text, Pointer cipherHex);

    static native int yjt_sm4_decrypt(Pointer keyHex, Pointer cipherHex, Pointer text);

    static native int yjt_sm4_verify(Pointer keyHex, Pointer cipherHex, Pointer text, Pointer matches);

    static native int yjt_encrypt(Pointer client, Pointer text, Pointer cipherHex);

    static native int yjt_decrypt(Pointer client, Pointer cipherHex, Pointer text);

    static native int yjt_diagnose(Pointer configJson, Pointer optionsJson, Pointer reportJson);

    static native Pointer yjt_last_error();

    static native Pointer yjt_status_text(int status);

    static native int yjt_set_logger(Callback fn, Pointer context, int max);

    static native Pointer yjt_version();

    static native Pointer yjt_label(int dictionary, Pointer code);

    static native int yjt_free(Pointer any);

    /** {@code yjt_log_fn}. */
    interface LogFunction extends Callback {
        void invoke(Pointer context, int level, Pointer message);
    }
}
