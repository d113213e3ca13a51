package cn.yjt.spring;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Misspelt properties by name and place. Spring Boot's own analyzer prints their values, which may be secrets. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownKeyAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, UnboundConfigurationPropertiesException unbound) {
        Set<ConfigurationProperty> unknown = unbound.getUnboundProperties();
        if (!unknown.stream().allMatch(property -> property.getName().toString().startsWith(YjtProperties.PREFIX + "."))) {
            return null; // Another's.
        }
        String all = unknown.stream().map(one -> one.getName() + " (" + one.getOrigin() + ")").collect(Collectors.joining(", "));
        return new FailureAnalysis("没有这样的配置项 | there is no such property: " + all,
                "改正拼写:IDE 会补全,全部的键见 yjt 的 README | correct the spelling: the IDE completes it, yjt's README lists all keys", failure);
    }
}
