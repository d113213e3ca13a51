package cn.yjt.spring;

import cn.yjt.YjtConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hospitals' configurations by name, in the order in which they were written. */
final class Hospitals {
    final Map<String, YjtConfig> configs;

    Hospitals(YjtProperties properties) {
        Map<String, HospitalProperties> all = new LinkedHashMap<>(properties.getHospitals());
        if (!properties.isEmpty() && all.put(YjtClients.DEFAULT, properties) != null) {
            throw new HospitalRefused(YjtClients.DEFAULT, new IllegalArgumentException(
                    "yjt 下面直接写的那家已用这个名称,请改名 | the hospital directly below yjt has this name already: choose another"));
        }
        if (all.isEmpty()) {
            throw new HospitalRefused(
                    YjtClients.DEFAULT, new IllegalArgumentException("没有配置任何一家医院 | no hospital is configured"));
        }
        Map<String, YjtConfig> configs = new LinkedHashMap<>();
        all.forEach((name, hospital) -> configs.put(name, config(name, hospital)));
        this.configs = Collections.unmodifiableMap(configs);
    }

    private static YjtConfig config(String name, HospitalProperties hospital) {
        try {
            return hospital.toConfig();
        } catch (IllegalArgumentException e) {
            throw new HospitalRefused(name, e);
        }
    }
}
