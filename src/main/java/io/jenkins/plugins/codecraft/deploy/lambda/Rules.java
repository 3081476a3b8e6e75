package io.jenkins.plugins.codecraft.deploy.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The rules of EventBridge's default bus that invoke a function. */
record Rules(EventBridgeClient client, TriggerNames names) {

    Optional<DescribeRuleResponse> find(String name) {
        try {
            return Optional.of(client.describeRule(request -> request.name(name)));
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    boolean isEnabled(String name) {
        return find(name).filter(rule -> rule.state() == RuleState.ENABLED).isPresent();
    }

    List<Target> targets(String name) {
        return client.listTargetsByRule(request -> request.rule(name)).targets();
    }

    boolean invokes(String name) {
        return targets(name).stream().anyMatch(target -> target.arn().equals(names.target()));
    }

    void put(TriggerSettings.Rule trigger, Map<String, String> tags) {
        PutRuleRequest.Builder request = PutRuleRequest.builder()
                .name(names.name(trigger))
                .state(RuleState.ENABLED)
                .description("Invokes function " + names.function())
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList());
        if (trigger instanceof TriggerSettings.Schedule schedule) {
            request.scheduleExpression(schedule.expression());
        } else if (trigger instanceof TriggerSettings.Events events) {
            request.eventPattern(events.pattern());
        }
        client.putRule(request.build());
    }

    void putTarget(String name) {
        client.putTargets(request -> request.rule(name)
                .targets(Target.builder().id("function").arn(names.target()).build()));
    }

    void removeTargets(String name, List<Target> targets) {
        client.removeTargets(request ->
                request.rule(name).ids(targets.stream().map(Target::id).toList()));
    }
}
