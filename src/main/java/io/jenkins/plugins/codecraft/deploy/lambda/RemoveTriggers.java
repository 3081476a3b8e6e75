package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Removes triggers of ours that are not wanted any more, each with its permission last: as long as that is there, the
 * trigger is found again. Rules that do the same for an alias that the function was deployed with before go too; they
 * are found by their names, so of these the permission goes first. Triggers of others stay.
 *
 * @param refusals how often EventBridge had too many requests
 */
record RemoveTriggers(Deployment deployment, String version, int refusals) implements Operation {

    /** Our statements that no wanted trigger needs, with their sources. */
    static Map<String, String> unwanted(FunctionPlan plan, TriggerNames names, Permissions now) {
        Set<String> wanted =
                plan.settings().triggers().stream().map(names::statement).collect(Collectors.toSet());
        return now.sources().entrySet().stream()
                .filter(statement -> !wanted.contains(statement.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        TriggerNames names = TriggerNames.of(deployment.plan(), context.aws());
        LambdaClient client = context.aws().lambda();
        Rules rules = new Rules(context.aws().eventBridge(), names);
        Permissions now = Permissions.read(client, names);
        Optional<Map.Entry<String, String>> one =
                unwanted(deployment.plan(), names, now).entrySet().stream().min(Map.Entry.comparingByKey());
        if (one.isPresent()) {
            String source = one.get().getValue();
            if (source.contains(":rule/")) {
                String name = source.substring(source.lastIndexOf('/') + 1);
                if (names.isOurs(name) && rules.find(name).isPresent()) {
                    return remove(rules, name);
                }
            } else if (removeNotifications(context, names, source)) {
                return Progress.next(this);
            }
            forbid(client, names, one.get().getKey());
            context.console().event(Words.of(RemoveTriggers.class, "removedTrigger", source));
            return Progress.next(this);
        }
        Optional<Rule> former = rules.former(deployment.plan()).stream().findFirst();
        return former.isPresent()
                ? removeFormer(rules, former.get(), context)
                : Progress.next(new PruneVersions(deployment, version));
    }

    private Progress removeFormer(Rules rules, Rule rule, OperationContext context)
            throws IOException, InterruptedException {
        for (Target target : rules.targets(rule.name())) {
            Optional<TriggerNames> then = rules.names().aliasOf(target.arn()).map(rules.names()::of);
            String statement = rules.names().statement(rule.arn());
            if (then.isPresent()
                    && Permissions.read(context.aws().lambda(), then.get()).has(statement)) {
                forbid(context.aws().lambda(), then.get(), statement);
                context.console()
                        .event(Words.of(RemoveTriggers.class, "removingTriggerWhich", rule.arn(), target.arn()));
                return Progress.next(this);
            }
        }
        return remove(rules, rule.name());
    }

    /** First the targets go, then the rule. */
    private Progress remove(Rules rules, String name) {
        List<Target> targets = rules.targets(name);
        if (targets.isEmpty()) {
            rules.client().deleteRule(request -> request.name(name));
            return Progress.next(this);
        }
        Optional<Rules.Refused> refused = rules.removeTargets(name, targets);
        if (refused.isEmpty()) {
            return Progress.next(this);
        }
        if (refused.get().passes() && refusals < SetTrigger.MOST_REFUSALS) {
            return Progress.pause(new RemoveTriggers(deployment, version, refusals + 1), SetTrigger.UNTIL_SEEN);
        }
        throw new OperationFailure(Words.of(
                RemoveTriggers.class, "eventbridgeDidNot", name, refused.get().words()));
    }

    /** A statement is removed by its id, so that what others do to the policy meanwhile does no harm. */
    private void forbid(LambdaClient client, TriggerNames names, String statement) {
        try {
            client.removePermission(request -> request.functionName(names.function())
                    .qualifier(Permissions.qualifier(names))
                    .statementId(statement));
        } catch (ResourceNotFoundException gone) {
            return; // somebody else removed it in this moment
        } catch (LambdaException error) {
            throw Functions.refusal(
                    Words.of(
                            RemoveTriggers.class,
                            "removePermission",
                            deployment.plan().words()),
                    error);
        }
    }

    /** Whether a call was made. */
    private static boolean removeNotifications(OperationContext context, TriggerNames names, String arn)
            throws IOException, InterruptedException {
        String bucket = arn.substring(arn.lastIndexOf(':') + 1);
        Notifications notifications = new Notifications(context.aws().s3(), names, bucket);
        try {
            var now = notifications.read();
            if (notifications.isRight(now, List.of())) {
                return false;
            }
            notifications.write(now, List.of());
            return true;
        } catch (S3Exception gone) {
            if (gone.statusCode() == 404) {
                return false;
            }
            throw gone;
        }
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
