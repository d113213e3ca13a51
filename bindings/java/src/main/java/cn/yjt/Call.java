package cn.yjt;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * One call into the library: its texts on their way in, and the place where the library puts what it hands out. All of it
 * lies outside the heap, where the garbage collector makes no copies, and is wiped when the call is closed.
 */
final class Call implements AutoCloseable {
    private final Memory memory;
    /** Of texts that the memory has no room for. */
    private List<Memory> more;

    private Call(Memory memory) {
        this.memory = memory;
    }

    /** The library is loaded from here on. */
    static Call begin() {
        Loader.load();
        return new Call(Memory.take());
    }

    /** Null stays null, which the library refuses by name. */
    Pointer in(String text, String name) {
        if (text == null) {
            return null;
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + ": 文本含有 NUL | the text holds a NUL character");
        }
        Pointer written = room(text).write(text);
        if (written == null) {
            throw new IllegalArgumentException(name + ": 文本含有孤立的代理字符 | the text holds a lone surrogate");
        }
        return written;
    }

    private Memory room(String text) {
        long size = Memory.size(text);
        if (memory.hasRoom(size)) {
            return memory;
        }
        if (more == null) {
            more = new ArrayList<>();
        }
        Memory own = Memory.allocate(size);
        more.add(own);
        return own;
    }

    /** An out-parameter. */
    Pointer out() {
        return memory.out();
    }

    /** A number that was handed out. */
    int number(int status) {
        Door.check(status);
        return memory.number();
    }

    /** A pointer that was handed out, the caller's to give back. */
    Pointer pointer(int status) {
        Door.check(status);
        return memory.pointer();
    }

    /** A text that was handed out: copied and given back. */
    String text(int status) {
        Pointer given = pointer(status);
        try {
            return Door.read(given);
        } finally {
            Raw.yjt_free(given);
        }
    }

    @Override
    public void close() {
        memory.close();
        if (more != null) {
            for (Memory one : more) {
                one.close();
            }
        }
    }
}
