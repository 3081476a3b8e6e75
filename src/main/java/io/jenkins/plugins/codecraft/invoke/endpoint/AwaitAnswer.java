package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.ResourceKind;
import io.jenkins.plugins.codecraft.operation.Watch;
import io.jenkins.plugins.codecraft.storage.ObjectsByUri;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request in the queue of an asynchronous endpoint, until SageMaker has written its answer, or its failure, to S3.
 * There is no listing of requests, so each is looked for in S3, in turn with all others that wait.
 *
 * @param began when it was queued
 * @param until when there will be no answer any more
 */
record AwaitAnswer(
        EndpointCall call, String id, String outputLocation, String failureLocation, Instant began, Instant until)
        implements Operation {
    /** Between the end of an invocation and its answer in S3. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    private static final ResourceKind KIND =
            ResourceKind.polled("asynchronous-answer", "answers of asynchronous endpoints", 10);
    private static final int MOST_OF_A_FAILURE = 1 << 20;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        ObjectsByUri objects = new ObjectsByUri(context.aws().s3(), Optional.empty());
        if (objects.size(outputLocation).isPresent()) {
            return Progress.next(new FetchAnswer(this, Instant.now()));
        }
        Optional<byte[]> failure =
                failureLocation.isEmpty() ? Optional.empty() : objects.read(failureLocation, MOST_OF_A_FAILURE);
        if (failure.isPresent()) {
            throw new OperationFailure(Words.of(
                    AwaitAnswer.class,
                    "requestFailed",
                    id,
                    call.words(),
                    new String(failure.get(), StandardCharsets.UTF_8).strip(),
                    new EndpointErrors(context.aws(), call).log()));
        }
        Instant now = Instant.now();
        if (now.isAfter(until)) {
            throw new OperationFailure(Words.of(
                    AwaitAnswer.class,
                    "thereNoAnswer",
                    id,
                    call.words(),
                    Durations.words(Duration.between(began, now)),
                    outputLocation,
                    failureLocation.isEmpty() ? "" : Words.of(AwaitAnswer.class, "nor", failureLocation)));
        }
        return Progress.waitFor(this, Watch.inStatus(KIND, outputLocation, "queued"), Duration.between(now, until));
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public Operation stopping() {
        return new LeaveRequest(this);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(Words.of(AwaitAnswer.class, "request", id, call.words()));
    }
}
