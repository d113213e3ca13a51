package cn.yjt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The one door between Java and the library: texts in, texts out, and a status that is returned or thrown. */
final class Door {
    private Door() {}

    /** UTF-8 with the NUL that C wants; null stays null, which the library refuses by name. */
    static byte[] utf8(String text, String argument) {
        if (text == null) {
            return null;
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(argument + ": 文本含有 NUL | the text holds a NUL character");
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining() + 1];
            encoded.get(bytes, 0, bytes.length - 1);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(argument + ": 文本含有孤立的代理字符 | the text holds a lone surrogate", e);
        }
    }

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
