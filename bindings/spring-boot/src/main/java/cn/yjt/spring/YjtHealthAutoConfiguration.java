package cn.yjt.spring;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The way to each hospital's gateway among the actuator's health; {@code management.health.yjt.enabled=false} leaves it out. */
@AutoConfiguration(after = YjtAutoConfiguration.class)
@ConditionalOnClass({HealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Hospitals.class)
@ConditionalOnEnabledHealthIndicator("yjt")
public class YjtHealthAutoConfiguration {
    @Bean
    HealthContributor yjtHealthContributor(Hospitals hospitals) {
        return hospitals.configs.size() == 1
                ? new GatewayHealth(hospitals.configs.values().iterator().next())
                : CompositeHealthContributor.fromMap(hospitals.configs, GatewayHealth::new);
    }
}
