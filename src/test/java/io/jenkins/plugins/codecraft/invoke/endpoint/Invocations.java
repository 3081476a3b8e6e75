package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Operation;

/** Calls of SageMaker endpoints for tests. */
public final class Invocations {
    private Invocations() {}

    public static Operation endpoint(String name, String payload) {
        return new InvokeEndpoint(new EndpointCall(name, payload, "", "text/csv", "", "", new Expectation("")));
    }
}
