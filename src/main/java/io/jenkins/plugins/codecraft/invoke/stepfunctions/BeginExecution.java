package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Starts the execution, unless it was started by a call whose answer was lost. */
record BeginExecution(ExecutionRun run) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SfnClient client = context.aws().stepFunctions();
        String arn = run.executions().arn(run.name());
        if (run.executions().find(client, run.name()).isEmpty()) {
            start(client);
        }
        context.console()
                .link(
                        Words.of(BeginExecution.class, "startedAs", run.words(), run.name()),
                        ConsoleUrls.of(context.aws()).execution(arn));
        return Progress.next(FollowExecution.fromTheBeginning(run, run.name()));
    }

    private void start(SfnClient client) {
        try {
            client.startExecution(request ->
                    request.stateMachineArn(run.target()).name(run.name()).input(run.input()));
        } catch (ExecutionAlreadyExistsException before) {
            // by a call whose answer was lost; DescribeExecution may not show it yet
            return;
        } catch (SfnException error) {
            throw refused(run, error);
        }
    }

    static RuntimeException refused(ExecutionRun run, SfnException error) {
        if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
            return error;
        }
        String remedy = AwsErrors.code(error).equals("StateMachineDoesNotExist")
                ? Words.of(BeginExecution.class, "checkNameAlias")
                : AwsErrors.isDenied(error) ? Words.of(BeginExecution.class, "grantMissingPermission") : "";
        return new OperationFailure(
                Words.of(BeginExecution.class, "stepFunctionsRefused", run.words(), AwsErrors.describe(error), remedy),
                error);
    }

    @Override
    public Operation stopping() {
        return HaltExecution.unknown(run, run.name(), 0);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(Words.of(BeginExecution.class, "execution", run.name()));
    }
}
