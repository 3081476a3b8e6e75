package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;

/**
 * A call of a SageMaker endpoint, as it was written; {@link EndpointCallRules} says whether it is right. Texts that were
 * left out are "".
 *
 * @param mode {@code realTime}, {@code stream} or {@code asynchronous}
 * @param outputFile a file of the workspace that the answer is written to
 */
record EndpointCall(
        String name,
        String mode,
        Payload payload,
        String accept,
        Routing routing,
        Queue queue,
        String outputFile,
        Expectation expect)
        implements Serializable {
    static final String REAL_TIME = "realTime";
    static final String STREAM = "stream";
    static final String ASYNCHRONOUS = "asynchronous";

    /**
     * What is sent.
     *
     * @param text sent as UTF-8; null if it was left out, as "" is a payload
     * @param file a file of the workspace that is sent as it is
     * @param location the {@code s3://} URI of what an asynchronous endpoint reads
     */
    record Payload(String text, String file, String location, String contentType) implements Serializable {}

    /** Who of an endpoint answers, and what the request is known by. */
    record Routing(String variant, String model, String inferenceId, String customAttributes) implements Serializable {}

    /**
     * How a request of an asynchronous endpoint is kept.
     *
     * @param bucket where a payload of the workspace is staged, below {@code prefix}
     * @param invocationTimeout how long the model may take
     * @param requestTtl how long the request may wait for its turn
     */
    record Queue(String bucket, String prefix, String kmsKey, String invocationTimeout, String requestTtl)
            implements Serializable {}

    /** For messages. */
    String words() {
        return Words.of(EndpointCall.class, "endpoint", name);
    }

    /** As {@link #words}, at the beginning of a sentence. */
    String subject() {
        return Words.of(EndpointCall.class, "endpoint2", name);
    }
}
