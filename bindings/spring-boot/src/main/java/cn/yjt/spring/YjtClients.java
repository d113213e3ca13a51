package cn.yjt.spring;

import cn.yjt.YjtClient;
import cn.yjt.YjtConfig;
import cn.yjt.YjtException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The hospitals' clients by name. They are open as long as the application context; nobody else closes them. May be used
 * from any thread.
 */
public final class YjtClients implements AutoCloseable {
    /** The name of the hospital that is configured directly below {@code yjt}. */
    public static final String DEFAULT = "default";

    private final Map<String, YjtClient> byName = new LinkedHashMap<>();

    YjtClients(Hospitals hospitals, ClientFactory factory) {
        hospitals.configs.forEach((name, config) -> byName.put(name, open(name, config, factory)));
    }

    /**
     * A hospital's client.
     *
     * @param name as in {@code yjt.hospitals.NAME}, or {@link #DEFAULT}
     * @return the client, the same each time
     * @throws IllegalArgumentException when there is none of that name
     */
    public YjtClient get(String name) {
        YjtClient client = byName.get(name);
        if (client == null) {
            throw new IllegalArgumentException("没有配置这家医院 | no such hospital is configured: " + name + "; " + getNames());
        }
        return client;
    }

    /**
     * The hospitals' names.
     *
     * @return in the order of the configuration; cannot be changed
     */
    public Set<String> getNames() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** The one that goes without saying. */
    YjtClient only() {
        if (byName.size() > 1 && !byName.containsKey(DEFAULT)) {
            throw new IllegalStateException("配置了几家医院,请注入 YjtClients,用 get(名称) | there are several hospitals: inject"
                    + " YjtClients and get one by its name: " + getNames());
        }
        return byName.getOrDefault(DEFAULT, byName.values().iterator().next());
    }

    /** Closes all of them; calls under way end as they would. */
    @Override
    public void close() {
        byName.values().forEach(YjtClient::close);
    }

    private YjtClient open(String name, YjtConfig config, ClientFactory factory) {
        try {
            return factory.open(name, config);
        } catch (YjtException e) {
            close(); // Those before it.
            throw new HospitalRefused(name, e);
        }
    }
}
