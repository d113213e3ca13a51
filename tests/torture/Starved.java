import cn.yjt.*;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;

/** Each allocation that a job makes in the library fails in turn: Starved JOB CONFIGURATION-FILE CODE. See starved.c. */
public final class Starved {
    private static final NativeLibrary SHIM = NativeLibrary.getInstance(System.getenv("YJT_LIBRARY"));

    private static final String STARVED = "out of memory";

    private interface Job {
        String run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        String configuration = new String(Files.readAllBytes(Paths.get(args[1])), StandardCharsets.UTF_8);
        String code = args[2];
        try (YjtClient client = new YjtClient(YjtConfig.fromJson(configuration))) {
            int allocations = torture(job(args[0], configuration, client, code));
            System.out.println(args[0] + ": " + (allocations > 0 ? "each allocation" : "no allocation"));
        }
        long left = SHIM.getFunction("not_freed").invokeLong(new Object[0]);
        if (left != 0) {
            throw new AssertionError(left + " were not given back");
        }
    }

    private static Job job(String name, String configuration, YjtClient client, String code) {
        switch (name) {
            case "init": return () -> {
                new YjtClient(YjtConfig.fromJson(configuration)).close();
                return "client";
            };
            case "exchange": return () -> client.exchangeCode(code, BusinessType.APPOINTMENT).toJson();
            case "refused-exchange": return () -> client.exchangeCode("nobodys", BusinessType.APPOINTMENT).toJson();
            case "decrypt": return () -> client.decrypt("0a504c329ff631c16bd487b2fdc3489f");
            case "encrypt": return () -> client.encrypt("text");
            case "link": return () -> Yjt.codeFromLink("https://h.example/?code=abc");
            case "diagnose": return () -> YjtConfig.fromJson(configuration).diagnose().isEmpty() ? "" : "report";
            default: throw new IllegalArgumentException(name);
        }
    }

    /** Each of them alone, and with all that follow. */
    private static int torture(Job job) throws Exception {
        String usual = outcome(job);
        int number = 0;
        for (long times : new long[] {1, Integer.MAX_VALUE}) {
            for (number = 1;; number++) {
                starve(number, times);
                String starved = outcome(job);
                long made = SHIM.getFunction("allocations").invokeLong(new Object[0]);
                starve(0, 0);
                if (made < number) {
                    break;
                }
                if (!starved.equals(usual) && !starved.equals(STARVED)) {
                    throw new AssertionError("allocation " + number + ": " + starved + ", not " + usual);
                }
                String next = outcome(job);
                if (!next.equals(usual)) {
                    throw new AssertionError("after allocation " + number + ": " + next + ", not " + usual);
                }
            }
        }
        return number - 1;
    }

    private static void starve(long number, long times) {
        Function starve = SHIM.getFunction("starve");
        starve.invoke(new Object[] {number, times});
    }

    private static String outcome(Job job) throws Exception {
        try {
            return job.run();
        } catch (YjtException e) {
            // A socket or a file that the system has no memory for says so under its own status.
            boolean isStarved = e.getStatus() == YjtStatus.OUT_OF_MEMORY || e.getMessage().contains("out of memory");
            return isStarved ? STARVED : "status " + e.getStatusCode();
        }
    }
}
