package cn.yjt;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of yjt.h by their own names, mapped directly. Texts go in as UTF-8 bytes that end with a NUL, never as
 * {@code String}: JNA's default charset is the platform's, GBK on a Chinese Windows.
 */
final class Raw {
    private Raw() {}

    static native Pointer yjt_version();

    static native int yjt_init(byte[] configJson, PointerByReference client);

    static native int yjt_code_from_link(byte[] text, PointerByReference code);

    static native int yjt_exchange_code(Pointer client, byte[] code, int businessType, PointerByReference user);

    static native int yjt_user_to_json(Pointer user, PointerByReference json);

    static native int yjt_encrypt(Pointer client, byte[] text, PointerByReference cipherHex);

    static native int yjt_decrypt(Pointer client, byte[] cipherHex, PointerByReference text);

    static native int yjt_sm4_encrypt(byte[] keyHex, byte[] text, PointerByReference cipherHex);

    static native int yjt_sm4_decrypt(byte[] keyHex, byte[] cipherHex, PointerByReference text);

    static native int yjt_sm4_verify(byte[] keyHex, byte[] cipherHex, byte[] text, int[] matches);

    static native Pointer yjt_label(int dictionary, byte[] code);

    static native Pointer yjt_last_error();

    static native Pointer yjt_status_text(int status);

    static native int yjt_set_logger(Callback fn, Pointer context, int max);

    static native int yjt_free(Pointer any);

    /** {@code yjt_log_fn}. */
    interface LogFunction extends Callback {
        void invoke(Pointer context, int level, Pointer message);
    }
}
