package cn.yjt.spring;

import cn.yjt.YjtClient;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Clients that are measured, where there is a meter registry. */
@AutoConfiguration(before = YjtAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@Conditional(Configured.class)
public class YjtMetricsAutoConfiguration {
    @Bean
    ClientFactory yjtMeasuredClientFactory(ObjectProvider<MeterRegistry> registries) {
        MeterRegistry registry = registries.getIfUnique();
        return registry == null
                ? (hospital, config) -> new YjtClient(config)
                : (hospital, config) -> new MeasuredClient(hospital, config, registry);
    }
}
