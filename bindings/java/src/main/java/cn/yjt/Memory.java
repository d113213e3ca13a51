package cn.yjt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory outside the heap: a place for what comes out, and behind it room for texts that go in, in UTF-8 with the NUL that
 * C wants. Wiped when it is closed. Pieces serve again and again, as to allocate one takes as long as to decrypt a field;
 * they belong to no thread, where they would keep a web application's classes.
 *
 * <p>Not {@code com.sun.jna.Memory}, which is kept in tables in case that nobody closes it.
 */
final class Memory implements AutoCloseable {
    private static final int OUT = 8;
    private static final int MOST_BYTES_A_CHAR = 3;
    private static final int LAST_OF_ASCII = 0x7F;
    private static final int SIZE = 1024;
    private static final int PIECES = 64;
    private static final Memory[] KEPT = kept();

    private final Pointer start;
    private final ByteBuffer bytes;
    /** Of a piece that is kept, how many calls have it: 0 or 1. Null of an allocation of its own. */
    private final AtomicInteger users;
    private int end;

    private Memory(Pointer start, ByteBuffer bytes, AtomicInteger users) {
        this.start = start;
        this.bytes = bytes.order(ByteOrder.nativeOrder());
        this.users = users;
        clear();
    }

    private static Memory[] kept() {
        ByteBuffer all = ByteBuffer.allocateDirect(SIZE * PIECES);
        Pointer start = Native.getDirectBufferPointer(all);
        Memory[] kept = new Memory[PIECES];
        for (int i = 0; i < PIECES; i++) {
            all.limit((i + 1) * SIZE).position(i * SIZE);
            kept[i] = new Memory(start.share((long) i * SIZE), all.slice(), new AtomicInteger());
        }
        return kept;
    }

    /** For a call. The piece at this thread's place, unless it waits for the gateway with another thread's. */
    static Memory take() {
        Memory kept = KEPT[(int) Thread.currentThread().getId() & (PIECES - 1)];
        return kept.users.compareAndSet(0, 1) ? kept : allocate(SIZE);
    }

    static Memory allocate(long size) {
        long address = Native.malloc(size);
        if (address == 0) {
            throw new OutOfMemoryError("malloc " + size);
        }
        Pointer start = new Pointer(address);
        return new Memory(start, start.getByteBuffer(0, size), null);
    }

    /** What a text may take. */
    static long size(String text) {
        return OUT + (long) MOST_BYTES_A_CHAR * text.length() + 1;
    }

    boolean hasRoom(long size) {
        return end - OUT + size <= bytes.capacity();
    }

    Pointer start() {
        return start;
    }

    int number() {
        return bytes.getInt(0);
    }

    Pointer pointer() {
        return new Pointer(Native.POINTER_SIZE == Long.BYTES ? bytes.getLong(0) : Integer.toUnsignedLong(number()));
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
        end = from + length + 1;
        bytes.put(end - 1, (byte) 0);
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

    private void clear() {
        bytes.putLong(0, 0);
        bytes.clear();
        end = OUT;
    }

    @Override
    public void close() {
        start.clear(end);
        if (users == null) {
            Native.free(Pointer.nativeValue(start));
        } else {
            clear();
            users.set(0);
        }
    }
}
