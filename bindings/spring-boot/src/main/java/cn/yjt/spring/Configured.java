package cn.yjt.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when there is a property of {@code yjt}: without any, as in most tests of an application, nothing is set up. */
final class Configured extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean bound = Binder.get(context.getEnvironment()).bind(YjtProperties.PREFIX, YjtProperties.class).isBound();
        ConditionMessage message = ConditionMessage.of(bound ? "yjt.* 已配置 | is configured" : "没有配置 yjt.* | is not configured");
        return new ConditionOutcome(bound, message);
    }
}
