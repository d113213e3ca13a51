package cn.yjt;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A text on its way into the library: UTF-8 with the NUL that C wants. It lies outside the heap, where the garbage
 * collector makes no copies, and is wiped when it is closed.
 */
final class Argument implements AutoCloseable {
    private static final int MOST_BYTES_A_CHAR = 3;
    private static final int LAST_OF_ASCII = 0x7F;
    /** Null for a text that is null. */
    private final Memory memory;

    private Argument(Memory memory) {
        this.memory = memory;
    }

    /** Null stays null, which the library refuses by name. */
    static Argument of(String text, String name) {
        if (text == null) {
            return new Argument(null);
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + ": 文本含有 NUL | the text holds a NUL character");
        }
        Argument argument = new Argument(Memory.take((long) MOST_BYTES_A_CHAR * text.length() + 1));
        if (!argument.write(text)) {
            argument.close();
            throw new IllegalArgumentException(name + ": 文本含有孤立的代理字符 | the text holds a lone surrogate");
        }
        return argument;
    }

    /** False when it holds a lone surrogate. */
    private boolean write(String text) {
        ByteBuffer bytes = memory.bytes();
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > LAST_OF_ASCII) {
                return encode(text, i);
            }
            bytes.put(i, (byte) c);
        }
        bytes.put(length, (byte) 0);
        return true;
    }

    /** What is not ASCII, from there on. */
    private boolean encode(String text, int from) {
        ByteBuffer bytes = memory.bytes();
        bytes.position(from);
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        CoderResult result = utf8.encode(CharBuffer.wrap(text, from, text.length()), bytes, true);
        if (result.isError()) {
            return false;
        }
        bytes.put((byte) 0);
        return true;
    }

    Pointer pointer() {
        return memory == null ? null : memory.pointer();
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
        }
    }
}
