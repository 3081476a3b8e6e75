package io.jenkins.plugins.codecraft.invoke.lambda;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Optional;

/**
 * A call of a function, as it was written. Texts that were left out are "".
 *
 * @param qualifier an alias or a version; "" for what the function is now
 * @param payload JSON; null if it was left out
 * @param payloadFile a file of the workspace that holds JSON
 * @param async whether nobody waits for the answer
 * @param outputFile a file of the workspace that the answer is written to
 */
record FunctionCall(
        String name,
        String qualifier,
        String payload,
        String payloadFile,
        boolean async,
        String outputFile,
        Expectation expect)
        implements Serializable {
    private static final String ARN = "arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:";

    void check(Mistakes mistakes) {
        mistakes.check("name", name, name(name));
        mistakes.check("alias", qualifier, qualifier(qualifier));
        mistakes.check("payload", payload, payload(payload));
        mistakes.check("payloadFile", payloadFile, payloadFile(payloadFile, payload));
        mistakes.check("expect", expect.text(), Expectation.mistake(expect.text()));
        if (async && !expect.text().isEmpty()) {
            mistakes.add("expect", expect.text(), Words.of(FunctionCall.class, "asynchronousCallNo"));
        }
        if (async && !outputFile.isEmpty()) {
            mistakes.add("outputFile", outputFile, Words.of(FunctionCall.class, "asynchronousCallNoAnswer"));
        }
    }

    static Optional<String> name(String name) {
        return name.matches("(" + ARN + ")?[a-zA-Z0-9_-]{1,64}")
                ? Optional.empty()
                : Optional.of(Words.of(FunctionCall.class, "giveNameArn"));
    }

    static Optional<String> qualifier(String qualifier) {
        return qualifier.isEmpty() || qualifier.matches("\\$LATEST|[a-zA-Z0-9_-]{1,128}")
                ? Optional.empty()
                : Optional.of(Words.of(FunctionCall.class, "giveAliasSuch"));
    }

    static Optional<String> payload(String payload) {
        boolean json =
                payload == null || payload.equals("null") || Json.read(payload).isPresent();
        return json ? Optional.empty() : Optional.of(Words.of(FunctionCall.class, "lambdaTakesJson"));
    }

    static Optional<String> payloadFile(String payloadFile, String payload) {
        return payload != null && !payloadFile.isEmpty()
                ? Optional.of(Words.of(FunctionCall.class, "therePayloadAs"))
                : Optional.empty();
    }

    /** For messages. */
    String words() {
        return Words.of(FunctionCall.class, "function", name, qualifier.isEmpty() ? "" : ":" + qualifier);
    }
}
