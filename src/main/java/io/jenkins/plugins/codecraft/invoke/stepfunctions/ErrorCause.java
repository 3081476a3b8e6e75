package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The cause of an error as Step Functions tells it, in words: of functions and jobs it is a whole JSON document. */
public final class ErrorCause {
    private static final int LONGEST = 2000;
    private static final List<String> REASONS =
            List.of("errorMessage", "FailureReason", "ErrorMessage", "message", "Message");

    private ErrorCause() {}

    /** Error and cause, such as {@code ValueError: no sample}; null or "" for what there is not. */
    public static String words(String error, String cause) {
        String why = cause == null ? "" : reason(cause);
        String what = error == null || error.isBlank() ? Words.of(ErrorCause.class, "noErrorGiven") : error;
        return why.isBlank() ? what : what + ": " + why;
    }

    private static String reason(String cause) {
        return Json.read(cause)
                .filter(Map.class::isInstance)
                .flatMap(document -> reason((Map<?, ?>) document))
                .orElse(shortened(cause));
    }

    private static Optional<String> reason(Map<?, ?> document) {
        return REASONS.stream()
                .map(document::get)
                .flatMap(text -> text instanceof String reason ? Stream.of(reason) : Stream.empty())
                .findFirst()
                .map(text -> shortened(text) + stack(document.get("stackTrace")));
    }

    /** Of a function, where it came from. */
    private static String stack(Object trace) {
        if (!(trace instanceof List<?> lines) || lines.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        lines.stream().limit(20).forEach(line -> text.append("\n  ")
                .append(line.toString().stripTrailing()));
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
