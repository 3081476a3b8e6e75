package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AnswerLost;
import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.invoke.stepfunctions.ErrorCause;
import io.jenkins.plugins.codecraft.invoke.stepfunctions.Executions;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.AgentException;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/**
 * Starts an execution of the new version by its number, before anybody else gets it, and waits for its output. Step
 * Functions is eventually consistent: a version, and an execution, may be shown a moment after they were made.
 *
 * @param started whether the execution of a standard machine was started
 * @param looks how often what must be there was looked for in vain
 */
record CheckVersion(Deployment deployment, boolean started, int looks) implements Operation {
    private static final long MOST_BYTES = 256 * 1024;
    private static final int MOST_LOOKS = 10;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    static Operation begin(Deployment deployment) {
        return deployment.plan().options().check().isPresent()
                ? new CheckVersion(deployment, false, 0)
                : ShiftTraffic.begin(deployment);
    }

    /** The same after a restart, and of no other step. */
    static String execution(MachinePlan plan) {
        return "codecraft-check-" + plan.origin().id();
    }

    private CheckSettings check() {
        return deployment.plan().options().check().orElseThrow();
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        try {
            return check(context);
        } catch (AgentException unreadable) {
            return bad(Words.of(CheckVersion.class, "inputCantRead", unreadable.getMessage()));
        }
    }

    private Progress check(OperationContext context) throws IOException, InterruptedException {
        if (deployment.plan().settings().type().equals("EXPRESS")) {
            return express(context);
        }
        Executions executions = new Executions(deployment.plan().arn());
        String name = execution(deployment.plan());
        Optional<DescribeExecutionResponse> found =
                executions.find(context.aws().stepFunctions(), name);
        if (found.isEmpty()) {
            return started ? lookAgain(Words.of(CheckVersion.class, "executionNotSeen", name)) : start(name, context);
        }
        DescribeExecutionResponse now = found.get();
        if (Executions.runs(now)) {
            return Progress.waitFor(this, executions.watch(now));
        }
        if (now.status() != ExecutionStatus.SUCCEEDED) {
            return bad(Words.of(
                    CheckVersion.class,
                    "executionEnded",
                    name,
                    now.statusAsString(),
                    ErrorCause.words(now.error(), now.cause())));
        }
        return judged(now.output(), Duration.between(now.startDate(), now.stopDate()), context);
    }

    private Progress start(String name, OperationContext context) throws IOException, InterruptedException {
        String input = input(context);
        try {
            context.aws().stepFunctions().startExecution(request -> request.stateMachineArn(deployment.version())
                    .name(name)
                    .input(input));
        } catch (ExecutionAlreadyExistsException before) {
            return Progress.next(new CheckVersion(deployment, true, 0)); // by a call whose answer was lost
        } catch (StateMachineDoesNotExistException soon) {
            return lookAgain(AwsErrors.describe(soon));
        } catch (SfnException error) {
            return GoBack.refused(deployment, Words.of(CheckVersion.class, "startExecution", words()), error);
        }
        context.console().event(Words.of(CheckVersion.class, "checkingExecution", words(), name));
        return Progress.next(new CheckVersion(deployment, true, 0));
    }

    private Progress lookAgain(String why) {
        return looks >= MOST_LOOKS
                ? bad(why)
                : Progress.pause(new CheckVersion(deployment, started, looks + 1), LOOK_AGAIN);
    }

    private Progress express(OperationContext context) throws IOException, InterruptedException {
        String input = input(context);
        StartSyncExecutionResponse answer;
        try {
            answer = context.aws().expressExecutions().startSyncExecution(request -> request.stateMachineArn(
                            deployment.version())
                    .name(execution(deployment.plan()))
                    .input(input));
        } catch (AnswerLost lost) {
            return bad(lost.getMessage());
        } catch (StateMachineDoesNotExistException soon) {
            return lookAgain(AwsErrors.describe(soon));
        } catch (SfnException error) {
            return GoBack.refused(deployment, Words.of(CheckVersion.class, "startExecution", words()), error);
        }
        if (answer.status() != SyncExecutionStatus.SUCCEEDED) {
            return bad(Words.of(
                    CheckVersion.class,
                    "executionEnded2",
                    answer.statusAsString(),
                    ErrorCause.words(answer.error(), answer.cause())));
        }
        return judged(answer.output(), Duration.between(answer.startDate(), answer.stopDate()), context);
    }

    private String input(OperationContext context) throws IOException, InterruptedException {
        return check().bytes(context.agent(), MOST_BYTES)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("{}");
    }

    private Progress judged(String output, Duration took, OperationContext context) {
        Optional<String> wrong = check().unmet(output == null ? "" : output, took);
        if (wrong.isPresent()) {
            return bad(wrong.get());
        }
        context.console().event(Words.of(CheckVersion.class, "checkEndedAs", words(), took.toMillis()));
        return Progress.next(ShiftTraffic.begin(deployment));
    }

    private Progress bad(String why) {
        return Progress.next(GoBack.failed(deployment, Words.of(CheckVersion.class, "checkFailed", words(), why)));
    }

    private String words() {
        return Words.of(
                CheckVersion.class,
                "version",
                Routes.number(deployment.version()),
                deployment.plan().words());
    }

    @Override
    public boolean blocking() {
        return deployment.plan().settings().type().equals("EXPRESS"); // up to 5 minutes
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(Words.of(
                CheckVersion.class,
                "execution",
                execution(deployment.plan()),
                deployment.plan().words()));
    }
}
