package cn.yjt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Memory outside the heap: a place for what comes out, and behind it room for texts that go in, in UTF-8 with the NUL that
 * C wants. Wiped when it is closed. Not {@code com.sun.jna.Memory}, which is kept in tables in case that nobody closes it.
 */
final class Memory implements AutoCloseable {
    private static final int OUT = 8;
    private static final int MOST_BYTES_A_CHAR = 3;
    private static final int LAST_OF_ASCII = 0x7F;
    /** Room for the texts of most calls. */
    private static final int SIZE = 1024;
    private static final int PLACES = 64;
    /**
     * For the next calls: to allocate takes a fifth of the time of decrypting a field. By places that threads share, since
     * what belongs to a thread keeps the classes of a web application that is gone.
     */
    private static final AtomicReferenceArray<Memory> KEPT = new AtomicReferenceArray<>(PLACES);

    private final Pointer start;
    private final ByteBuffer bytes;
    private int end = OUT;

    private Memory(Pointer start, long size) {
        this.start = start;
        bytes = start.getByteBuffer(0, size).order(ByteOrder.nativeOrder());
    }

    /** For a call. */
    static Memory take() {
        Memory kept = KEPT.getAndSet(place(), null);
        return kept != null ? kept : allocate(SIZE);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }

    static Memory allocate(long size) {
        long address = Native.malloc(size);
        if (address == 0) {
            throw new OutOfMemoryError("malloc " + size);
        }
        return new Memory(new Pointer(address), size);
    }

    /** What a text may take. */
    static long size(String text) {
        return OUT + (long) MOST_BYTES_A_CHAR * text.length() + 1;
    }

    boolean hasRoom(long size) {
        return end - OUT + size <= bytes.capacity();
    }

    /** The place for what comes out. */
    Pointer out() {
        return start;
    }

    int number() {
        return bytes.getInt(0);
    }

    Pointer pointer() {
        return new Pointer(Native.POINTER_SIZE == Long.BYTES ? bytes.getLong(0) : Integer.toUnsignedLong(bytes.getInt(0)));
    }

    /** Null when the text holds a lone surrogate. */
    Pointer write(String text) {
        int from = end;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > LAST_OF_ASCII) {
                return encode(text, from);
            }
            bytes.put(from + i, (byte) c);
        }
        bytes.put(from + length, (byte) 0);
        end = from + length + 1;
        return start.share(from);
    }

    private Pointer encode(String text, int from) {
        bytes.position(from);
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        CoderResult result = utf8.encode(CharBuffer.wrap(text), bytes, true);
        bytes.put((byte) 0);
        end = bytes.position();
        return result.isError() ? null : start.share(from);
    }

    @Override
    public void close() {
        start.clear(end);
        end = OUT;
        boolean isKept = bytes.capacity() == SIZE && KEPT.compareAndSet(place(), null, this);
        if (!isKept) {
            Native.free(Pointer.nativeValue(start));
        }
    }
}
