package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import java.io.Serializable;
import java.util.Optional;

/**
 * A call of a real-time SageMaker endpoint, as it was written. Texts that were left out are ""; a payload that was
 * left out is null, as "" is a payload.
 *
 * @param payload sent as UTF-8
 * @param payloadFile a file of the workspace that is sent as it is
 * @param outputFile a file of the workspace that the answer is written to
 */
record EndpointCall(
        String name,
        String payload,
        String payloadFile,
        String contentType,
        String accept,
        String outputFile,
        Expectation expect)
        implements Serializable {
    /** What InvokeEndpoint takes. */
    static final long MOST_BYTES = 6L << 20;

    void check(Mistakes mistakes) {
        mistakes.check("name", name, SageMakerRules.endpointName(name));
        mistakes.check("payload", payload, payload(payload, payloadFile));
        mistakes.check("payloadFile", payloadFile, payloadFile(payloadFile, payload));
        mistakes.check("contentType", contentType, mimeType(contentType));
        mistakes.check("accept", accept, mimeType(accept));
        mistakes.check("expect", expect.text(), Expectation.mistake(expect.text()));
    }

    static Optional<String> payload(String payload, String payloadFile) {
        return payload == null && payloadFile.isEmpty()
                ? Optional.of("Give the text to send, or name a file of the workspace with payloadFile.")
                : Optional.empty();
    }

    static Optional<String> payloadFile(String payloadFile, String payload) {
        return payload != null && !payloadFile.isEmpty()
                ? Optional.of("There is a payload as well: give one of them.")
                : Optional.empty();
    }

    static Optional<String> mimeType(String type) {
        return type.matches("[\\x21-\\x7e ]{0,1024}")
                ? Optional.empty()
                : Optional.of("Give a MIME type, such as 'text/csv'.");
    }
}
