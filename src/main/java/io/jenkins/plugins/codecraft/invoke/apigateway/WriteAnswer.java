package io.jenkins.plugins.codecraft.invoke.apigateway;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.WriteFileTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;

/**
 * A call that is answered and whose answer goes to the workspace. The answer is saved before, so an agent that is away
 * costs no second call.
 */
record WriteAnswer(ApiCall call, ApiAnswer answer) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        context.agent().call(new WriteFileTask(call.outputFile(), answer.body()));
        context.console().event(Words.of(WriteAnswer.class, "wroteAnswer", call.outputFile()));
        return answer.conclude(call);
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
