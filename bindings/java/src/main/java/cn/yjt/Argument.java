package cn.yjt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A text on its way into the library: UTF-8 with the NUL that C wants. It lies outside the heap, where the garbage
 * collector makes no copies, and is wiped when it is closed.
 */
final class Argument implements AutoCloseable {
    private static final int MOST_BYTES_A_CHAR = 3;
    private final Pointer memory;
    private final long size;

    private Argument(Pointer memory, long size) {
        this.memory = memory;
        this.size = size;
    }

    /** Null stays null, which the library refuses by name. */
    static Argument of(String text, String name) {
        if (text == null) {
            return new Argument(null, 0);
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + ": 文本含有 NUL | the text holds a NUL character");
        }
        Argument argument = allocated((long) MOST_BYTES_A_CHAR * text.length() + 1);
        try {
            argument.encode(text);
            return argument;
        } catch (CharacterCodingException e) {
            argument.close();
            throw new IllegalArgumentException(name + ": 文本含有孤立的代理字符 | the text holds a lone surrogate", e);
        }
    }

    /** Not {@code com.sun.jna.Memory}, which is kept in tables in case that nobody closes it. */
    private static Argument allocated(long size) {
        long address = Native.malloc(size);
        if (address == 0) {
            throw new OutOfMemoryError("malloc " + size);
        }
        return new Argument(new Pointer(address), size);
    }

    private void encode(String text) throws CharacterCodingException {
        ByteBuffer bytes = memory.getByteBuffer(0, size);
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        CoderResult result = utf8.encode(CharBuffer.wrap(text), bytes, true);
        if (result.isError()) {
            result.throwException();
        }
        bytes.put((byte) 0);
    }

    Pointer pointer() {
        return memory;
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.clear(size);
            Native.free(Pointer.nativeValue(memory));
        }
    }
}
