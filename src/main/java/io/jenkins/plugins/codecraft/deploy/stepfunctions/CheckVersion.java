package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.invoke.stepfunctions.ErrorCause;
import io.jenkins.plugins.codecraft.invoke.stepfunctions.Executions;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/** Starts an execution of the new version by its number, before anybody else gets it, and waits for its output. */
record CheckVersion(Deployment deployment) implements Operation {
    private static final long MOST_BYTES = 256 * 1024;

    static Operation begin(Deployment deployment) {
        return deployment.plan().options().check().isPresent()
                ? new CheckVersion(deployment)
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
        if (deployment.plan().settings().type().equals("EXPRESS")) {
            return express(context);
        }
        Executions executions = new Executions(deployment.plan().arn());
        String name = execution(deployment.plan());
        Optional<DescribeExecutionResponse> found =
                executions.find(context.aws().stepFunctions(), name);
        if (found.isEmpty()) {
            String input = input(context);
            try {
                context.aws().stepFunctions().startExecution(request -> request.stateMachineArn(deployment.version())
                        .name(name)
                        .input(input));
            } catch (SfnException error) {
                throw Machines.refusal("to start an execution of " + words(), error);
            }
            context.console().event("Checking " + words() + " by the execution " + name);
            return Progress.next(this);
        }
        DescribeExecutionResponse now = found.get();
        if (Executions.runs(now)) {
            return Progress.waitFor(this, executions.watch(now));
        }
        if (now.status() != ExecutionStatus.SUCCEEDED) {
            return bad("the execution " + name + " ended " + now.statusAsString() + ": "
                    + ErrorCause.words(now.error(), now.cause()));
        }
        return judged(now.output(), Duration.between(now.startDate(), now.stopDate()), context);
    }

    private Progress express(OperationContext context) throws IOException, InterruptedException {
        String input = input(context);
        StartSyncExecutionResponse answer;
        try {
            answer = context.aws().stepFunctions().startSyncExecution(request -> request.stateMachineArn(
                            deployment.version())
                    .name(execution(deployment.plan()))
                    .input(input));
        } catch (SfnException error) {
            throw Machines.refusal("to start an execution of " + words(), error);
        }
        if (answer.status() != SyncExecutionStatus.SUCCEEDED) {
            return bad("the execution ended " + answer.statusAsString() + ": "
                    + ErrorCause.words(answer.error(), answer.cause()));
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
        context.console().event("The check of " + words() + " ended as expected, after " + took.toMillis() + " ms");
        return Progress.next(ShiftTraffic.begin(deployment));
    }

    private Progress bad(String why) {
        return Progress.next(GoBack.failed(deployment, "The check of " + words() + " failed: " + why + "."));
    }

    private String words() {
        return "version " + Routes.number(deployment.version()) + " of "
                + deployment.plan().words();
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
        return Optional.of("execution " + execution(deployment.plan()) + " of "
                + deployment.plan().words());
    }
}
