package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.ReadFileTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A call of an endpoint at its beginning. In real time it is made here, once, and its answer waited for. SageMaker knows
 * no client token for it: a build that is restored after a crash during the call makes it again.
 */
record InvokeEndpoint(EndpointCall call, BuildOrigin origin) implements Operation {
    /** What InvokeEndpoint takes. */
    private static final long MOST_BYTES = 6L << 20;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftInvoke sagemakerEndpoint");
        EndpointCallRules.check(call, mistakes);
        mistakes.refuse();
        if (call.mode().equals(EndpointCall.ASYNCHRONOUS)) {
            return Progress.next(new StageRequest(call, origin));
        }
        byte[] payload = payload(context);
        EndpointAnswer answer = call.mode().equals(EndpointCall.STREAM)
                ? new StreamedCall(context.aws(), call).send(payload)
                : new RealTimeCall(context.aws(), call).send(payload);
        context.console().event(call.subject() + " " + answer.describe());
        return answer.next(context);
    }

    private byte[] payload(OperationContext context) throws IOException, InterruptedException {
        String text = call.payload().text();
        return text == null
                ? context.agent().call(new ReadFileTask(call.payload().file(), MOST_BYTES))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean blocking() {
        return true; // a model may take a minute to answer
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
