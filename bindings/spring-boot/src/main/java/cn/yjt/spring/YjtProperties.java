package cn.yjt.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The hospital that has no name, and those that have one. What is misspelt is refused. */
@ConfigurationProperties(prefix = YjtProperties.PREFIX, ignoreUnknownFields = false)
public class YjtProperties extends HospitalProperties {
    static final String PREFIX = "yjt";

    /** 按名称配置的几家医院,每家的键与 yjt 下面的相同 | several hospitals by name, each with the keys that yjt itself has */
    private Map<String, HospitalProperties> hospitals = new LinkedHashMap<>();

    public Map<String, HospitalProperties> getHospitals() {
        return hospitals;
    }

    public void setHospitals(Map<String, HospitalProperties> hospitals) {
        this.hospitals = hospitals;
    }
}
