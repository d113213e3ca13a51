package cn.yjt.spring;

import cn.yjt.YjtClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/** The clients, once there is a property of {@code yjt}. */
@AutoConfiguration
@Conditional(Configured.class)
@EnableConfigurationProperties(YjtProperties.class)
public class YjtAutoConfiguration {
    @Bean
    Hospitals yjtHospitals(YjtProperties properties) {
        return new Hospitals(properties);
    }

    @Bean
    Slf4jBridge yjtSlf4jBridge() {
        return new Slf4jBridge();
    }

    @Bean
    @ConditionalOnMissingBean
    ClientFactory yjtClientFactory() {
        return (hospital, config) -> new YjtClient(config);
    }

    /** After the logger, which is told of each. */
    @Bean
    YjtClients yjtClients(Hospitals hospitals, ClientFactory factory, Slf4jBridge logger) {
        return new YjtClients(hospitals, factory);
    }

    /** Only on demand, as of several hospitals none goes without saying; its owner closes it. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    @Lazy
    YjtClient yjtClient(YjtClients clients) {
        return clients.only();
    }
}
