package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Removes triggers of ours that are not wanted any more, each with its permission last: as long as that is there, the
 * trigger is found again. Those of others stay.
 */
record RemoveTriggers(Deployment deployment, String version) implements Operation {

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
        Permissions now = Permissions.read(context.aws().lambda(), names);
        Optional<Map.Entry<String, String>> one =
                unwanted(deployment.plan(), names, now).entrySet().stream().min(Map.Entry.comparingByKey());
        if (one.isEmpty()) {
            return Progress.next(new PruneVersions(deployment, version));
        }
        String source = one.get().getValue();
        boolean changed = source.contains(":rule/")
                ? removeRule(new Rules(context.aws().eventBridge(), names), source)
                : removeNotifications(context, names, source);
        if (!changed) {
            forbid(context.aws().lambda(), names, one.get().getKey());
            context.console().event("Removed the trigger of " + source);
        }
        return Progress.next(this);
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
                    "to remove a permission of " + deployment.plan().words(), error);
        }
    }

    /** Whether a call was made. */
    private static boolean removeRule(Rules rules, String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        if (!rules.names().isOurs(name) || rules.find(name).isEmpty()) {
            return false;
        }
        List<Target> targets = rules.targets(name);
        if (targets.isEmpty()) {
            rules.client().deleteRule(request -> request.name(name));
        } else {
            rules.removeTargets(name, targets);
        }
        return true;
    }

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
