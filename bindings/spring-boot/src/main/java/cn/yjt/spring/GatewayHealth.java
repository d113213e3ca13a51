package cn.yjt.spring;

import cn.yjt.YjtConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.json.JsonParser;
import org.springframework.boot.json.JsonParserFactory;

/**
 * Whether the gateway can be reached: the doctor's checks up to its certificate. Nothing is asked of the gateway itself.
 * Who asks again within {@link #KEPT} gets the same answer, so that no monitor becomes a load.
 */
final class GatewayHealth implements HealthIndicator {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final String CHECKS =
            "{\"only\":[\"configuration\",\"name\",\"connect\",\"proxy\",\"tls\",\"certificate\"],\"timeoutMs\":3000}";

    private final YjtConfig config;
    private final JsonParser parser = JsonParserFactory.getJsonParser();
    /** No monitor's lock: a virtual thread that waited inside would keep its carrier. */
    private final ReentrantLock lock = new ReentrantLock();
    private Health last;
    private long asked;

    GatewayHealth(YjtConfig config) {
        this.config = config;
    }

    @Override
    public Health health() {
        lock.lock();
        try {
            if (last == null || System.nanoTime() - asked > KEPT.toNanos()) {
                last = ask();
                asked = System.nanoTime();
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    private Health ask() {
        Map<String, Object> report = parser.parseMap(config.diagnose(CHECKS));
        Health.Builder health = report.get("first") == null ? Health.up() : Health.down();
        for (Object each : (List<?>) report.get("checks")) {
            Map<?, ?> check = (Map<?, ?>) each;
            if (check.get("status").equals("failed") || check.get("status").equals("warning")) {
                health.withDetail((String) check.get("id"), both(check.get("seen")) + " -> " + both(check.get("remedy")));
            }
        }
        return health.build();
    }

    private static String both(Object texts) {
        Map<?, ?> languages = (Map<?, ?>) texts;
        return languages.get("zh") + " | " + languages.get("en");
    }
}
