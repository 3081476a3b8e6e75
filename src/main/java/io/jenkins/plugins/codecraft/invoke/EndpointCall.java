package io.jenkins.plugins.codecraft.invoke;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import java.io.Serializable;

/**
 * A call of a real-time SageMaker endpoint, as it was written. Texts that were left out are ""; a payload that was
 * left out is null, as "" is a payload.
 *
 * @param payload sent as UTF-8
 * @param payloadFile a file of the workspace that is sent as it is
 * @param outputFile a file of the workspace that the answer is written to
 */
record EndpointCall(
        String name, String payload, String payloadFile, String contentType, String accept, String outputFile)
        implements Serializable {
    /** What InvokeEndpoint takes. */
    static final long MOST_BYTES = 6L << 20;

    void check(Mistakes mistakes) {
        mistakes.check("name", name, SageMakerRules.endpointName(name));
        if (payload == null && payloadFile.isEmpty()) {
            mistakes.add("payload", null, "Give the text to send, or name a file of the workspace with payloadFile.");
        } else if (payload != null && !payloadFile.isEmpty()) {
            mistakes.add("payloadFile", payloadFile, "There is a payload as well: give one of them.");
        }
        checkType("contentType", contentType, mistakes);
        checkType("accept", accept, mistakes);
    }

    private static void checkType(String parameter, String type, Mistakes mistakes) {
        if (!type.matches("[\\x21-\\x7e ]{0,1024}")) {
            mistakes.add(parameter, type, "Give a MIME type, such as 'text/csv'.");
        }
    }
}
