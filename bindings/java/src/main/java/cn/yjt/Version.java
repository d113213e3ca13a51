package cn.yjt;

/** This binding's version, and whether a library's is older: then its structs may end before this binding stops reading. */
final class Version {
    /** The jar's. */
    static final String BINDING = "0.1.0";
    private static final int NUMBERS = 3;
    private static final long MOST = 1_000_000;

    private Version() {}

    static boolean isOlder(String library) {
        return !library.equals(BINDING) && number(library) < number(BINDING);
    }

    /** Major, minor and patch as one number; what stands behind them does not count. */
    private static long number(String version) {
        String[] parts = version.split("\\D+");
        long number = 0;
        for (int i = 0; i < NUMBERS; i++) {
            number = number * MOST + (i < parts.length && !parts[i].isEmpty() ? Long.parseLong(parts[i]) : 0);
        }
        return number;
    }
}
