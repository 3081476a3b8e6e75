package io.jenkins.plugins.codecraft.invoke;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.WriteFileTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;

/**
 * Puts an answer into the workspace. It was saved before, so an agent that is away costs no second call.
 */
record WriteAnswer(Answer answer) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        context.agent().call(new WriteFileTask(answer.outputFile(), answer.body()));
        context.console().event(Words.of(WriteAnswer.class, "wroteAnswer", answer.outputFile()));
        return answer.conclude(context);
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
