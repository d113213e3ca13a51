package cn.yjt;

/** Receives the library's log. */
@FunctionalInterface
public interface YjtLogger {
    /** How important a line is, the library's own numbers. */
    enum Level {
        /** Nothing. */
        OFF,
        /** Mistakes of the library itself. */
        ERROR,
        /** Calls that failed. */
        WARN,
        /** Clients made and released. */
        INFO,
        /** Every exchange, with its duration. */
        DEBUG
    }

    /**
     * A line.
     *
     * @param level   how important it is
     * @param message the line, without line break
     */
    void log(Level level, String message);
}
