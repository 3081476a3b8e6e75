package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
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

    /** Why a target was not put, though EventBridge answered; nothing if it was. */
    Optional<Refused> putTarget(String name) {
        var answer = client.putTargets(request -> request.rule(name)
                .targets(Target.builder().id("function").arn(names.target()).build()));
        return answer.failedEntries().stream()
                .map(entry -> new Refused(entry.errorCode(), entry.errorMessage()))
                .findFirst();
    }

    /** Why a target was not removed, though EventBridge answered; nothing if all were. */
    Optional<Refused> removeTargets(String name, List<Target> targets) {
        var answer = client.removeTargets(request ->
                request.rule(name).ids(targets.stream().map(Target::id).toList()));
        return answer.failedEntries().stream()
                .map(entry -> new Refused(entry.errorCode(), entry.errorMessage()))
                .findFirst();
    }

    /** The rules of this function, whatever their alias. */
    List<Rule> ours() {
        List<Rule> all = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            var page = client.listRules(
                    request -> request.namePrefix(names.beginning()).nextToken(next));
            page.rules().stream().filter(rule -> names.isOurs(rule.name())).forEach(all::add);
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    /**
     * The rules of the function that do what a wanted trigger does, but for an alias that it was deployed with before.
     * None is looked for if no rule is wanted.
     */
    List<Rule> former(FunctionPlan plan) {
        List<TriggerSettings.Rule> wanted = plan.settings().triggers().stream()
                .filter(TriggerSettings.Rule.class::isInstance)
                .map(TriggerSettings.Rule.class::cast)
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        Set<String> right = wanted.stream().map(names::name).collect(Collectors.toSet());
        return ours().stream()
                .filter(rule -> !right.contains(rule.name()))
                .filter(rule -> wanted.stream().anyMatch(trigger -> does(rule, trigger)))
                .filter(rule -> names.function().equals(idOf(rule)))
                .toList();
    }

    private static boolean does(Rule rule, TriggerSettings.Rule trigger) {
        if (trigger instanceof TriggerSettings.Schedule schedule) {
            return schedule.expression().equals(rule.scheduleExpression());
        }
        return trigger instanceof TriggerSettings.Events events
                && rule.eventPattern() != null
                && Json.read(events.pattern()).equals(Json.read(rule.eventPattern()));
    }

    private String idOf(Rule rule) {
        return client.listTagsForResource(request -> request.resourceARN(rule.arn())).tags().stream()
                .filter(tag -> tag.key().equals(Ownership.ID))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }

    /**
     * What EventBridge says of an entry of a request that it answered with success all the same.
     *
     * @param code {@code ConcurrentModificationException} if there were too many requests at once
     */
    record Refused(String code, String message) {
        boolean passes() {
            return "ConcurrentModificationException".equals(code);
        }

        String words() {
            return code + ": " + message;
        }
    }
}
