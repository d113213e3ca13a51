package cn.yjt.spring;

import cn.yjt.YjtConfig;
import java.io.IOException;
import java.nio.file.Paths;

/** One hospital: its keys, or the file that holds them. */
public class HospitalProperties extends HospitalKeys {
    /** 配置文件(JSON)的路径,诊断程序也用它;写了它就不写其他的键 | the path of a configuration file (JSON), as the doctor takes; instead of the other keys */
    private String configFile;

    public String getConfigFile() {
        return configFile;
    }

    public void setConfigFile(String configFile) {
        this.configFile = configFile;
    }

    @Override
    boolean isEmpty() {
        return configFile == null && super.isEmpty();
    }

    @Override
    YjtConfig toConfig() {
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
}
