package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sets the triggers of the function, one after the other: first the permission, limited to the source's ARN and this
 * account, then the rule or notification that needs it. Traffic has moved by then; an abort takes nothing back, and the
 * next deployment sets what is missing.
 *
 * @param index of the trigger
 * @param refusals how often S3 did not see the permission yet, or EventBridge had too many requests
 */
record SetTrigger(Deployment deployment, String version, int index, int refusals) implements Operation {
    /** A permission is seen everywhere after some seconds. */
    static final int MOST_REFUSALS = 6;

    static final Duration UNTIL_SEEN = Duration.ofSeconds(5);

    static Operation first(Deployment deployment, String version) {
        return new SetTrigger(deployment, version, 0, 0);
    }

    private SetTrigger again() {
        return new SetTrigger(deployment, version, index, refusals);
    }

    private SetTrigger following() {
        return new SetTrigger(deployment, version, index + 1, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        List<TriggerSettings> triggers = deployment.plan().settings().triggers();
        if (index >= triggers.size()) {
            return Progress.next(new RemoveTriggers(deployment, version, 0));
        }
        TriggerSettings trigger = triggers.get(index);
        TriggerNames names = TriggerNames.of(deployment.plan(), context.aws());
        try {
            if (permit(context.aws().lambda(), names, trigger)) {
                return Progress.next(again());
            }
            if (trigger instanceof TriggerSettings.Rule rule) {
                return put(new Rules(context.aws().eventBridge(), names), rule, context);
            }
            String bucket = ((TriggerSettings.Objects) trigger).bucket();
            return Progress.next(tell(new Notifications(context.aws().s3(), names, bucket)) ? again() : following());
        } catch (AwsServiceException error) {
            return refused(trigger, error);
        }
    }

    /** Whether a call was made. */
    private boolean permit(LambdaClient client, TriggerNames names, TriggerSettings trigger) {
        Permissions now = Permissions.read(client, names);
        if (now.has(names.statement(trigger))) {
            return false;
        }
        client.addPermission(request -> {
            request.functionName(names.function())
                    .qualifier(Permissions.qualifier(names))
                    .statementId(names.statement(trigger))
                    .action("lambda:InvokeFunction")
                    .principal(TriggerNames.principal(trigger))
                    .sourceArn(names.source(trigger))
                    .revisionId(now.revision());
            if (trigger instanceof TriggerSettings.Objects) {
                request.sourceAccount(names.account()); // a bucket's ARN does not say whose it is
            }
        });
        return true;
    }

    private boolean tell(Notifications notifications) {
        List<TriggerSettings.Objects> wanted = deployment.plan().settings().triggersOf(notifications.bucket());
        var now = notifications.read();
        if (notifications.isRight(now, wanted)) {
            return false;
        }
        notifications.write(now, wanted);
        return true;
    }

    private Progress put(Rules rules, TriggerSettings.Rule trigger, OperationContext context) {
        String name = rules.names().name(trigger);
        if (!rules.isEnabled(name)) {
            rules.put(trigger, deployment.plan().tags());
            context.console().event(Words.of(SetTrigger.class, "settingRule", name, trigger.words()));
            return Progress.next(again());
        }
        if (rules.invokes(name)) {
            return Progress.next(following());
        }
        Optional<Rules.Refused> refused = rules.putTarget(name);
        if (refused.isEmpty()) {
            return Progress.next(again());
        }
        if (refused.get().passes() && refusals < MOST_REFUSALS) {
            return Progress.pause(new SetTrigger(deployment, version, index, refusals + 1), UNTIL_SEEN);
        }
        throw new OperationFailure(Words.of(
                SetTrigger.class,
                "eventbridgeDidNot",
                name,
                trigger.words(),
                deployment.plan().words(),
                refused.get().words()));
    }

    private Progress refused(TriggerSettings trigger, AwsServiceException error) {
        if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
            throw error;
        }
        if (error instanceof LambdaException changed
                && (Functions.isChanging(changed) || AwsErrors.code(error).equals("ResourceConflictException"))) {
            return Progress.pause(again(), ReadFunction.LOOK_AGAIN);
        }
        boolean unseen = error instanceof S3Exception
                && AwsErrors.message(error).startsWith("Unable to validate the following destination");
        if (unseen && refusals < MOST_REFUSALS) {
            return Progress.pause(new SetTrigger(deployment, version, index, refusals + 1), UNTIL_SEEN);
        }
        String remedy = AwsErrors.isDenied(error)
                ? Words.of(SetTrigger.class, "grantMissingPermission")
                : Words.of(SetTrigger.class, "functionItselfDeployed");
        throw new OperationFailure(
                Words.of(
                        SetTrigger.class,
                        "awsRefusedTrigger",
                        trigger.words(),
                        deployment.plan().words(),
                        AwsErrors.describe(error),
                        remedy),
                error);
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
