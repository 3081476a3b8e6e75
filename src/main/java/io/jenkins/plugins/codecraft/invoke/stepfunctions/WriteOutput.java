package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.WriteFileTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;

/** An execution that has succeeded and whose output goes to the workspace. */
record WriteOutput(ExecutionEnd end) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        String file = end.run().settings().outputFile();
        context.agent().call(new WriteFileTask(file, end.bytes()));
        context.console().event(Words.of(WriteOutput.class, "wroteOutput", file));
        return end.done(context);
    }

    @Override
    public boolean blocking() {
        return true;
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
