package io.jenkins.plugins.codecraft.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers of the S3 library as S3 would give them. */
final class S3Answers {
    private static final Set<String> NOT_RETURNED = Set.of(
            "connection",
            "keep-alive",
            "transfer-encoding",
            "content-length",
            "date",
            "vary",
            "x-amz-request-id",
            "x-amz-object-size");
    private static final String CHECKSUM = "x-amz-checksum-";
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");
    private static final Map<Integer, String> CODES = Map.of(
            400, "InvalidRequest",
            403, "AccessDenied",
            404, "NotFound",
            405, "MethodNotAllowed",
            409, "OperationAborted",
            412, "PreconditionFailed",
            416, "InvalidRange");

    private S3Answers() {}

    /**
     * The answer, its body still streaming.
     *
     * @throws AwsError what the library answers as an error
     */
    static AwsResponse of(AwsRequest request, HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() >= 400) {
            throw error(response);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!NOT_RETURNED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(",", values));
            }
        });
        checksums(request, response.statusCode(), headers);
        headers.put("x-amz-id-2", "embedded");
        headers.put("Server", "AmazonS3");
        long length = response.headers().firstValueAsLong("content-length").orElse(-1);
        return new AwsResponse(response.statusCode(), headers, length, out -> {
            try (InputStream in = response.body()) {
                in.transferTo(out);
            }
        });
    }

    /** S3 tells the checksum of an object only if asked, and not beside a part of its content; the library always does. */
    private static void checksums(AwsRequest request, int status, Map<String, String> headers) {
        boolean read =
                request.operation().equals("GetObject") || request.operation().equals("HeadObject");
        boolean wanted = request.header("x-amz-checksum-mode").orElse("").equals("ENABLED");
        if (read && (!wanted || status == 206)) {
            headers.keySet().removeIf(name -> name.startsWith(CHECKSUM));
        } else if (read) {
            headers.entrySet().stream()
                    .filter(header -> header.getKey().startsWith(CHECKSUM))
                    .findFirst()
                    .map(header -> header.getValue().contains("-") ? "COMPOSITE" : "FULL_OBJECT")
                    .ifPresent(type -> headers.putIfAbsent(CHECKSUM + "type", type));
        }
    }

    private static AwsError error(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            String document = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int status = response.statusCode();
            String fallback = CODES.getOrDefault(status, "InternalError");
            String code = first(CODE, document).orElse(fallback);
            String message = first(MESSAGE, document).orElse(fallback);
            if (code.equals("BadRequest")) {
                code = message.startsWith("Content-MD5") ? "BadDigest" : "InvalidRequest";
            }
            return new AwsError(code, status, message);
        }
    }

    private static Optional<String> first(Pattern pattern, String document) {
        Matcher matcher = pattern.matcher(document);
        return matcher.find() ? Optional.of(Xml.unescape(matcher.group(1))) : Optional.empty();
    }
}
