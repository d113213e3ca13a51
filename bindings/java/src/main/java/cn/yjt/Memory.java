package cn.yjt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Memory outside the heap for what goes into the library, wiped when it is given back. Short pieces serve again and again,
 * as allocating one takes as long as encrypting a field; a thread-local would keep a web application's classes.
 *
 * <p>Not {@code com.sun.jna.Memory}, which is kept in tables in case that nobody closes it.
 */
final class Memory implements AutoCloseable {
    private static final int SHORT = 512;
    private static final int PIECES = 64;
    /** How many pieces a thread looks at: as many as a call has texts. */
    private static final int LOOKS = 3;
    /** The pieces that nobody uses, at their places. */
    private static final AtomicReferenceArray<Memory> FREE = pieces();
    private final Pointer pointer;
    private final ByteBuffer bytes;
    /** Where it is kept; none when it is its own allocation. */
    private final int place;
    private static final int NONE = -1;

    private Memory(Pointer pointer, ByteBuffer bytes, int place) {
        this.pointer = pointer;
        this.bytes = bytes;
        this.place = place;
    }

    private static AtomicReferenceArray<Memory> pieces() {
        ByteBuffer all = ByteBuffer.allocateDirect(SHORT * PIECES);
        AtomicReferenceArray<Memory> pieces = new AtomicReferenceArray<>(PIECES);
        Pointer start = Native.getDirectBufferPointer(all);
        for (int place = 0; place < PIECES; place++) {
            all.limit((place + 1) * SHORT).position(place * SHORT);
            pieces.set(place, new Memory(start.share((long) place * SHORT), all.slice(), place));
        }
        return pieces;
    }

    static Memory take(long size) {
        if (size <= SHORT) {
            int first = (int) Thread.currentThread().getId() * LOOKS;
            for (int look = 0; look < LOOKS; look++) {
                Memory memory = FREE.getAndSet((first + look) & (PIECES - 1), null);
                if (memory != null) {
                    return memory;
                }
            }
        }
        long address = Native.malloc(size);
        if (address == 0) {
            throw new OutOfMemoryError("malloc " + size);
        }
        Pointer pointer = new Pointer(address);
        return new Memory(pointer, pointer.getByteBuffer(0, size), NONE);
    }

    Pointer pointer() {
        return pointer;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public void close() {
        pointer.clear(bytes.capacity());
        if (place == NONE) {
            Native.free(Pointer.nativeValue(pointer));
        } else {
            bytes.clear();
            FREE.set(place, this);
        }
    }
}
