package his;

import cn.yjt.YjtClient;
import cn.yjt.YjtConfig;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

/** Starts the HIS: {@code CONFIGURATION-FILE [--port 8081] [--secure] [--session-seconds 1800] [--sessions 10000]}. */
public final class Main {
    private static final int THREADS = 32;

    private Main() {}

    /**
     * Runs until it is ended.
     *
     * @param arguments see above; port 0 is any free one
     * @throws IOException when the configuration cannot be read or the port is taken
     */
    public static void main(String[] arguments) throws IOException {
        // Whoever sends or reads a byte a minute must not hold a thread for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        System.setProperty("sun.net.httpserver.nodelay", "true"); // Otherwise every page is 40 ms late.
        List<String> options = Arrays.asList(arguments);

        YjtClient client = new YjtClient(YjtConfig.fromFile(Paths.get(options.get(0)))); // One for all threads.
        Sessions sessions = new Sessions(number(options, "--session-seconds", 1800), number(options, "--sessions", 10_000));
        Site site = new Site(client, sessions, options.contains("--secure"));

        InetAddress loopback = InetAddress.getLoopbackAddress(); // A reverse proxy with TLS stands in front.
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, number(options, "--port", 8081)), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/", site);
        server.start();
        System.out.println("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private static int number(List<String> options, String name, int otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(options.get(at + 1));
    }
}
