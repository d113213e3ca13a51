package cn.yjt;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Calls that wait. Native code holds the carrier of a virtual thread for as long as it runs, and there are no more
 * carriers than CPUs: such a call is made on a platform thread, and the virtual thread waits for it without a carrier. All
 * of a call goes there, its yjt_last_error too, which is each thread's own.
 */
final class Waiting {
    /** {@code Thread.isVirtual}, of Java 21 and later; null before. */
    private static final Method IS_VIRTUAL = isVirtualMethod();

    private Waiting() {}

    static <T> T call(Supplier<T> call) {
        // From within the logger in place: elsewhere the library would not know that it is within, and log again.
        if (!isVirtual() || Yjt.insideLogger()) {
            return call.get();
        }
        ClassLoader callers = Thread.currentThread().getContextClassLoader();
        return result(Threads.ALL.submit(() -> {
            Thread.currentThread().setContextClassLoader(callers);
            try {
                return call.get();
            } finally {
                Thread.currentThread().setContextClassLoader(null);
            }
        }));
    }

    /** An interrupt waits until the call has ended, as on a platform thread: what was sent cannot be taken back. */
    private static <T> T result(Future<T> call) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return call.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw thrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        if (cause instanceof Error) {
            throw (Error) cause;
        }
        cause.fillInStackTrace(); // The caller's, who looks for his own line.
        return (RuntimeException) cause;
    }

    private static boolean isVirtual() {
        try {
            return IS_VIRTUAL != null && (Boolean) IS_VIRTUAL.invoke(Thread.currentThread());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method isVirtualMethod() {
        try {
            return Thread.class.getMethod("isVirtual");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** As many as there are calls under way: a call that queued would take longer than its timeoutMs. */
    private static final class Threads {
        static final ExecutorService ALL = Executors.newCachedThreadPool(Threads::thread);

        /** A thread that keeps nothing of the caller who happened to be the first. */
        private static Thread thread(Runnable work) {
            try {
                Constructor<Thread> constructor = Thread.class.getConstructor(
                        ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
                Thread thread = constructor.newInstance(null, work, "yjt-call", 0L, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                return thread;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
