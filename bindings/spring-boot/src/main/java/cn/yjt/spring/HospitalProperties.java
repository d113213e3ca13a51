package cn.yjt.spring;

import cn.yjt.YjtConfig;
import java.io.IOException;
import java.nio.file.Paths;
import org.springframework.util.StringUtils;

/** One hospital: its keys, or the file that holds them. */
public class HospitalProperties extends HospitalKeys {
    /** 配置文件(JSON)的路径,诊断程序也用它;写了它就不写其他的键 | the path of a configuration file (JSON), as the doctor takes; instead of the other keys */
    private String configFile;

    public String getConfigFile() {
        return configFile;
    }

    /** Empty, as a profile may leave it, is not given. */
    public void setConfigFile(String configFile) {
        this.configFile = StringUtils.hasText(configFile) ? configFile : null;
    }

    @Override
    boolean isEmpty() {
        return configFile == null && super.isEmpty();
    }

    @Override
    YjtConfig toConfig() {
        refusePlaceholders();
        if (configFile == null) {
            return super.toConfig();
        }
        if (!super.isEmpty()) {
            throw new IllegalArgumentException("config-file 和其他的键只能写一种 | config-file and other keys exclude each other");
        }
        try {
            return YjtConfig.fromFile(Paths.get(configFile));
        } catch (IOException e) {
            throw new IllegalArgumentException("config-file 无法读取 | config-file cannot be read: " + e, e);
        }
    }

    /** Of a placeholder that has no value Spring leaves the text, which the library would take for the value itself. */
    private void refusePlaceholders() {
        refusePlaceholder("config-file", configFile);
        refusePlaceholder("app-code", getAppCode());
        refusePlaceholder("app-key", getAppKey());
        refusePlaceholder("paas-id", getPaasId());
        refusePlaceholder("token", getToken());
        refusePlaceholder("app-secret", getAppSecret());
        refusePlaceholder("service-id", getServiceId());
        refusePlaceholder("base-url", getBaseUrl());
        refusePlaceholder("proxy", getProxy());
        refusePlaceholder("tls.ca-file", getTls().getCaFile());
        getExtraHeaders().forEach((name, value) -> refusePlaceholder("extra-headers." + name, value));
    }

    private static void refusePlaceholder(String key, String value) {
        if (value != null && value.contains("${")) {
            throw new IllegalArgumentException(key + ": 占位符没有值,环境变量设了吗"
                    + " | a placeholder without a value: is the environment variable set?");
        }
    }
}
