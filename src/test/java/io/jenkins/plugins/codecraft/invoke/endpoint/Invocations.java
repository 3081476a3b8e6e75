package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Operation;

/** Calls of SageMaker endpoints for tests: right in every parameter until a test changes one. */
public final class Invocations {
    private static final BuildOrigin ORIGIN = new BuildOrigin("jenkins", "team/iris", "7", 1_700_000_000_000L, "1");

    String name = "iris";
    String mode = EndpointCall.REAL_TIME;
    String payload = "5.1,3.5,1.4,0.2";
    String payloadFile = "";
    String inputLocation = "";
    String contentType = "text/csv";
    String accept = "";
    String targetVariant = "";
    String targetModel = "";
    String inferenceId = "";
    String bucket = "";
    String invocationTimeout = "15m";
    String requestTtl = "6h";
    String outputFile = "";
    String expect = "";

    public static Operation endpoint(String name, String payload) {
        Invocations call = new Invocations();
        call.name = name;
        call.payload = payload;
        return call.operation(ORIGIN);
    }

    public Invocations named(String other) {
        name = other;
        return this;
    }

    public Invocations mode(String other) {
        mode = other;
        return this;
    }

    public Invocations payload(String text) {
        payload = text;
        return this;
    }

    public Invocations payloadFile(String path) {
        payload = null;
        payloadFile = path;
        return this;
    }

    public Invocations inputLocation(String uri) {
        payload = null;
        inputLocation = uri;
        return this;
    }

    public Invocations variant(String variant) {
        targetVariant = variant;
        return this;
    }

    public Invocations in(String other) {
        bucket = other;
        return this;
    }

    public Invocations outputFile(String path) {
        outputFile = path;
        return this;
    }

    public Invocations expecting(String what) {
        expect = what;
        return this;
    }

    EndpointCall call() {
        return new EndpointCall(
                name,
                mode,
                new EndpointCall.Payload(payload, payloadFile, inputLocation, contentType),
                accept,
                new EndpointCall.Routing(targetVariant, targetModel, inferenceId, ""),
                new EndpointCall.Queue(bucket, "", "", invocationTimeout, requestTtl),
                outputFile,
                new Expectation(expect));
    }

    /** The call at its beginning. */
    public Operation operation(BuildOrigin origin) {
        return new InvokeEndpoint(call(), origin);
    }
}
