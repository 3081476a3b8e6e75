package io.jenkins.plugins.codecraft.embedded;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says of its signature, of the {@code Authorization} header or of a presigned URL.
 *
 * @param date as the client wrote it, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param expires seconds that a presigned URL is good for
 */
record Signature(
        String accessKeyId,
        String day,
        String region,
        String service,
        String date,
        List<String> signedHeaders,
        String value,
        Optional<String> token,
        Optional<Long> expires) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** Nothing where the request is not signed at all. */
    static Optional<Signature> of(HttpHead head) {
        Optional<String> authorization = head.header("Authorization");
        if (authorization.isPresent()) {
            return Optional.of(ofHeader(head, authorization.get()));
        }
        if (head.query("AWSAccessKeyId").isPresent()) {
            throw new AwsError(
                    "InvalidRequest",
                    400,
                    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        }
        return head.query("X-Amz-Algorithm").isPresent() ? Optional.of(ofQuery(head)) : Optional.empty();
    }

    private static Signature ofHeader(HttpHead head, String authorization) {
        if (!authorization.startsWith(ALGORITHM + " ")) {
            throw malformed("Unsupported Authorization Type");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : authorization.substring(ALGORITHM.length()).split(",")) {
            String[] pair = part.trim().split("=", 2);
            parts.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        String date = head.header("X-Amz-Date").orElseThrow(() -> malformed("AWS authentication requires X-Amz-Date"));
        return of(parts, date, head.header("X-Amz-Security-Token"), Optional.empty());
    }

    private static Signature ofQuery(HttpHead head) {
        if (!head.query("X-Amz-Algorithm").orElse("").equals(ALGORITHM)) {
            throw parameters("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        for (String name : List.of("Credential", "Signature", "Date", "SignedHeaders", "Expires")) {
            if (head.query("X-Amz-" + name).isEmpty()) {
                throw parameters("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                        + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
            }
        }
        Map<String, String> parts = Map.of(
                "Credential", head.query("X-Amz-Credential").orElseThrow(),
                "SignedHeaders", head.query("X-Amz-SignedHeaders").orElseThrow(),
                "Signature", head.query("X-Amz-Signature").orElseThrow());
        String date = head.query("X-Amz-Date").orElseThrow();
        return of(parts, date, head.query("X-Amz-Security-Token"), Optional.of(expires(head)));
    }

    private static long expires(HttpHead head) {
        long seconds;
        try {
            seconds = Long.parseLong(head.query("X-Amz-Expires").orElseThrow());
        } catch (NumberFormatException text) {
            throw parameters("X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw parameters("X-Amz-Expires must be non-negative");
        }
        if (seconds > 604800) {
            throw parameters(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be"
                            + " less than 604800 seconds");
        }
        return seconds;
    }

    private static Signature of(
            Map<String, String> parts, String date, Optional<String> token, Optional<Long> expires) {
        String[] scope = parts.getOrDefault("Credential", "").split("/");
        if (scope.length < 5 || !scope[scope.length - 1].equals("aws4_request")) {
            throw malformed("The authorization header is malformed; the Credential is mal-formed; expecting"
                    + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        String headers = parts.getOrDefault("SignedHeaders", "");
        String value = parts.getOrDefault("Signature", "");
        if (headers.isEmpty() || value.isEmpty()) {
            throw malformed("The authorization header requires SignedHeaders and Signature.");
        }
        int end = scope.length - 1;
        String key = String.join("/", Arrays.copyOf(scope, end - 3));
        return new Signature(
                key,
                scope[end - 3],
                scope[end - 2],
                scope[end - 1],
                date,
                List.of(headers.split(";")),
                value,
                token,
                expires);
    }

    boolean presigned() {
        return expires.isPresent();
    }

    String scope() {
        return day + "/" + region + "/" + service + "/aws4_request";
    }

    Instant time() {
        try {
            return LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException broken) {
            throw malformed("The X-Amz-Date is mal-formed; expecting yyyyMMdd'T'HHmmss'Z'");
        }
    }

    private static AwsError malformed(String message) {
        return new AwsError("AuthorizationHeaderMalformed", 400, message);
    }

    private static AwsError parameters(String message) {
        return new AwsError("AuthorizationQueryParametersError", 400, message);
    }
}
