package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.ObjectsByUri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * A request in the queue of an asynchronous endpoint, until SageMaker has written its answer, or its failure, to S3.
 * There is no listing of requests; S3 is looked at, the less often the longer it takes.
 *
 * @param began when it was queued
 * @param until when there will be no answer any more
 */
record AwaitAnswer(
        EndpointCall call, String id, String outputLocation, String failureLocation, Instant began, Instant until)
        implements Operation {
    static final String PACE = "at first every 2 s, later every 30 s";
    /** Between the end of an invocation and its answer in S3. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_OF_A_FAILURE = 1 << 20;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        try (S3Presigner presigner = context.aws().s3Presigner()) {
            ObjectsByUri objects = new ObjectsByUri(context.aws().s3(), presigner, Optional.empty());
            if (objects.size(outputLocation).isPresent()) {
                return Progress.next(new FetchAnswer(this, Instant.now()));
            }
            Optional<byte[]> failure =
                    failureLocation.isEmpty() ? Optional.empty() : objects.read(failureLocation, MOST_OF_A_FAILURE);
            if (failure.isPresent()) {
                throw new OperationFailure("Request " + id + " of " + call.words() + " failed: "
                        + new String(failure.get(), StandardCharsets.UTF_8).strip()
                        + new EndpointErrors(context.aws(), call).log());
            }
        }
        Instant now = Instant.now();
        if (now.isAfter(until)) {
            throw new OperationFailure("There is no answer to request " + id + " of " + call.words() + " after "
                    + Durations.words(Duration.between(began, now)) + ", neither in " + outputLocation
                    + (failureLocation.isEmpty() ? "" : " nor in " + failureLocation)
                    + ". Look at the endpoint's log, and whether it is InService.");
        }
        return Progress.pause(this, pause(Duration.between(began, now)));
    }

    private static Duration pause(Duration waited) {
        Duration share = waited.dividedBy(8);
        if (share.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return share.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : share;
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
        return Optional.of("request " + id + " of " + call.words());
    }
}
