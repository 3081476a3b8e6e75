package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the parameters of a call of an endpoint must be. Each rule gives the remedy, or nothing. */
final class EndpointCallRules {
    static final String NO_PAYLOAD = "Give the text to send, or name a file of the workspace with payloadFile.";
    private static final String TWO_PAYLOADS = "There is another payload as well: give one of them.";
    private static final List<String> MODES =
            List.of(EndpointCall.REAL_TIME, EndpointCall.STREAM, EndpointCall.ASYNCHRONOUS);
    private static final Duration LONGEST_INVOCATION = Duration.ofHours(1);
    private static final Duration SHORTEST_TTL = Duration.ofMinutes(1);
    private static final Duration LONGEST_TTL = Duration.ofHours(6);

    private EndpointCallRules() {}

    static void check(EndpointCall call, Mistakes mistakes) {
        mistakes.check("name", call.name(), SageMakerRules.endpointName(call.name()));
        mistakes.check("mode", call.mode(), mode(call.mode()));
        payload(call, mistakes);
        mistakes.check(
                "contentType",
                call.payload().contentType(),
                header(call.payload().contentType()));
        mistakes.check("accept", call.accept(), header(call.accept()));
        routing(call, mistakes);
        if (call.mode().equals(EndpointCall.ASYNCHRONOUS)) {
            queue(call, mistakes);
        }
        mistakes.check(
                "expect",
                call.expect().text(),
                Expectation.mistake(call.expect().text()));
    }

    static Optional<String> mode(String mode) {
        return MODES.contains(mode)
                ? Optional.empty()
                : Optional.of(Words.of(EndpointCallRules.class, "giveRealtimeStream"));
    }

    private static void payload(EndpointCall call, Mistakes mistakes) {
        EndpointCall.Payload payload = call.payload();
        int given = (payload.text() == null ? 0 : 1)
                + (payload.file().isEmpty() ? 0 : 1)
                + (payload.location().isEmpty() ? 0 : 1);
        if (given == 0) {
            mistakes.add("payload", null, NO_PAYLOAD);
        } else if (given > 1) {
            mistakes.add(
                    payload.file().isEmpty() ? "inputLocation" : "payloadFile",
                    payload.file().isEmpty() ? payload.location() : payload.file(),
                    TWO_PAYLOADS);
        }
        boolean queued = call.mode().equals(EndpointCall.ASYNCHRONOUS);
        if (!payload.location().isEmpty()) {
            mistakes.check("inputLocation", payload.location(), location(payload.location(), queued));
        }
    }

    static Optional<String> location(String uri, boolean asynchronous) {
        if (!asynchronous) {
            return Optional.of(Words.of(EndpointCallRules.class, "onlyAsynchronousEndpoints"));
        }
        return uri.matches("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/.+")
                ? Optional.empty()
                : Optional.of(Words.of(EndpointCallRules.class, "giveUriObject"));
    }

    /** Whether there is more than one payload, for a form. */
    static Optional<String> payloadFile(String file, String text) {
        return text != null && !file.isEmpty() ? Optional.of(TWO_PAYLOADS) : Optional.empty();
    }

    private static void routing(EndpointCall call, Mistakes mistakes) {
        EndpointCall.Routing routing = call.routing();
        boolean realTime = call.mode().equals(EndpointCall.REAL_TIME);
        boolean queued = call.mode().equals(EndpointCall.ASYNCHRONOUS);
        mistakes.check("targetVariant", routing.variant(), targetVariant(routing.variant(), queued));
        mistakes.check("targetModel", routing.model(), targetModel(routing.model(), realTime));
        mistakes.check("inferenceId", routing.inferenceId(), inferenceId(routing.inferenceId()));
        mistakes.check("customAttributes", routing.customAttributes(), header(routing.customAttributes()));
    }

    static Optional<String> targetVariant(String variant, boolean asynchronous) {
        if (asynchronous && !variant.isEmpty()) {
            return Optional.of(Words.of(EndpointCallRules.class, "asynchronousEndpointOne"));
        }
        return variant.isEmpty() || variant.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")
                ? Optional.empty()
                : Optional.of(Words.of(EndpointCallRules.class, "giveNameProduction"));
    }

    static Optional<String> targetModel(String model, boolean realTime) {
        if (!realTime && !model.isEmpty()) {
            return Optional.of(Words.of(EndpointCallRules.class, "onlyCallReal"));
        }
        return model.isEmpty() || model.matches("[^\\s/]\\S{0,1023}")
                ? Optional.empty()
                : Optional.of(Words.of(EndpointCallRules.class, "giveModelsArchive"));
    }

    static Optional<String> inferenceId(String id) {
        return id.isEmpty() || id.matches("[\\x21-\\x7e]{1,64}")
                ? Optional.empty()
                : Optional.of(Words.of(EndpointCallRules.class, "giveVisibleAscii"));
    }

    /** A MIME type, or another text that travels in a header. */
    static Optional<String> header(String text) {
        return text.matches("[\\x21-\\x7e ]{0,1024}")
                ? Optional.empty()
                : Optional.of(Words.of(EndpointCallRules.class, "giveOneLine"));
    }

    private static void queue(EndpointCall call, Mistakes mistakes) {
        EndpointCall.Queue queue = call.queue();
        if (call.payload().location().isEmpty()) {
            mistakes.check("bucket", queue.bucket(), SageMakerRules.bucket(queue.bucket()));
        }
        mistakes.check("kmsKey", queue.kmsKey(), SageMakerRules.kmsKey(queue.kmsKey()));
        mistakes.check("invocationTimeout", queue.invocationTimeout(), invocationTimeout(queue.invocationTimeout()));
        mistakes.check("requestTtl", queue.requestTtl(), requestTtl(queue.requestTtl()));
    }

    static Optional<String> invocationTimeout(String text) {
        return within(text, Duration.ofSeconds(1), LONGEST_INVOCATION, Words.of(EndpointCallRules.class, "giveSH"));
    }

    static Optional<String> requestTtl(String text) {
        return within(text, SHORTEST_TTL, LONGEST_TTL, Words.of(EndpointCallRules.class, "giveMH"));
    }

    private static Optional<String> within(String text, Duration shortest, Duration longest, String remedy) {
        return Durations.parse(text)
                        .filter(time -> time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(remedy);
    }
}
