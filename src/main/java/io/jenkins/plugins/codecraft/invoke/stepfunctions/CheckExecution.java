package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.ReadFileTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/** The invocation of a state machine at its beginning: its parameters are checked, and what the machine is. */
record CheckExecution(ExecutionSettings settings, BuildOrigin origin) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftInvoke stepFunctions");
        settings.check(mistakes);
        mistakes.refuse();
        AwsSession session = context.aws();
        String machine = settings.arn().isEmpty()
                ? "arn:" + session.partition() + ":states:" + session.scope().region() + ":"
                        + session.scope().account() + ":stateMachine:" + settings.name()
                : settings.arn();
        ExecutionRun run = new ExecutionRun(settings, origin, machine, input(context));
        if (describe(session, run).type() == StateMachineType.EXPRESS) {
            if (settings.redrive()) {
                throw new OperationFailure(Words.of(CheckExecution.class, "expressOneAws", run.words()));
            }
            return Progress.next(new RunExpress(run));
        }
        return Progress.next(settings.redrive() ? new FindFailed(run) : new BeginExecution(run));
    }

    private String input(OperationContext context) throws IOException, InterruptedException {
        if (settings.inputFile().isEmpty()) {
            return settings.input() == null ? "{}" : settings.input();
        }
        byte[] content = context.agent().call(new ReadFileTask(settings.inputFile(), ExecutionSettings.MOST_BYTES));
        String text = InvokeResult.text(content).orElse("");
        Optional<String> mistake = ExecutionSettings.inputRule(text);
        if (mistake.isPresent()) {
            throw new OperationFailure(Words.of(CheckExecution.class, "fileNoJson", settings.inputFile()));
        }
        return text;
    }

    private DescribeStateMachineResponse describe(AwsSession session, ExecutionRun run) {
        try {
            return session.stepFunctions().describeStateMachine(request -> request.stateMachineArn(run.machine()));
        } catch (StateMachineDoesNotExistException none) {
            throw new OperationFailure(Words.of(CheckExecution.class, "thereNoState", run.machine()), none);
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
