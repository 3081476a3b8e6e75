package io.jenkins.plugins.codecraft.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Amazon S3, path-style: what the front door let in goes on to the S3 library, streaming both ways. The library knows
 * neither signatures nor bucket owners; both are checked here.
 */
final class S3 implements AwsService {
    private static final Set<String> NOT_FORWARDED = Set.of(
            "host",
            "authorization",
            "connection",
            "content-length",
            "expect",
            "transfer-encoding",
            "upgrade",
            "x-amz-content-sha256",
            "x-amz-decoded-content-length",
            "x-amz-trailer",
            // The library forgets the checksum of a content whose algorithm is named beside it.
            "x-amz-sdk-checksum-algorithm",
            "x-amz-security-token",
            "x-amz-expected-bucket-owner",
            "x-amz-source-expected-bucket-owner");
    private final AwsEnvironment environment;
    private final Buckets buckets;
    private final S3PartChecksums parts;
    private final S3AbortedUploads aborted;
    private final S3Notifications notifications;
    private final S3PublicAccess access = new S3PublicAccess();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    S3(AwsEnvironment environment, Buckets buckets) {
        this.environment = environment;
        this.buckets = buckets;
        this.parts = new S3PartChecksums(buckets);
        this.aborted = new S3AbortedUploads(buckets);
        this.notifications = new S3Notifications(environment);
    }

    @Override
    public String signingName() {
        return "s3";
    }

    @Override
    public Protocol protocol() {
        return Protocol.REST_XML;
    }

    @Override
    public String operation(AwsRequest request) {
        return S3Operations.of(request.head());
    }

    @Override
    public String resource(AwsRequest request) {
        return request.head().path().replaceFirst("^/", "");
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        return S3Permissions.of(request);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        try {
            return answer(request);
        } catch (AwsError error) {
            throw hidden(request, error) ? new AwsError("AccessDenied", 403, "Access Denied") : error;
        }
    }

    /** Who may not list a bucket does not learn that an object is not there. */
    private boolean hidden(AwsRequest request, AwsError error) {
        boolean reads =
                request.operation().equals("GetObject") || request.operation().equals("HeadObject");
        boolean missing = error.code().equals("NoSuchKey") || error.code().equals("NotFound");
        return reads && missing && !environment.iam().permits(request.caller(), S3Permissions.listing(request));
    }

    private AwsResponse answer(AwsRequest request) {
        requireOwner(request, "x-amz-expected-bucket-owner");
        requireOwner(request, "x-amz-source-expected-bucket-owner");
        Optional<AwsResponse> known = access.answer(request, buckets)
                .or(() -> notifications.answer(request, buckets))
                .or(() -> aborted.answer(request));
        if (known.isPresent()) {
            return known.get();
        }
        try (S3Payload payload = S3Payload.of(request, environment)) {
            HttpResponse<InputStream> response = send(request, payload);
            AwsResponse answer = parts.complete(request, S3Answers.of(request, response));
            if (answer.status() < 300) {
                notifications.tell(request);
            }
            return withChecksum(aborted.without(request, answer), request, payload);
        } catch (IOException broken) {
            throw new AwsError("InternalError", 500, "The S3 library does not answer: " + broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AwsError("ServiceUnavailable", 503, "This AWS is closing.");
        }
    }

    private HttpResponse<InputStream> send(AwsRequest request, S3Payload payload)
            throws IOException, InterruptedException {
        try {
            return http.send(forward(request, payload), BodyHandlers.ofInputStream());
        } catch (IOException broken) {
            throw payload.refusal().orElseThrow(() -> broken);
        }
    }

    private void requireOwner(AwsRequest request, String header) {
        Optional<String> expected = request.header(header);
        if (expected.isPresent() && !expected.get().equals(environment.account())) {
            throw new AwsError("AccessDenied", 403, "Access Denied");
        }
    }

    private HttpRequest forward(AwsRequest request, S3Payload payload) {
        HttpHead head = request.head();
        HttpRequest.Builder forward = HttpRequest.newBuilder(target(head)).method(head.method(), payload.publisher());
        head.headers().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.stream()
                        .map(value -> value.replaceFirst("^aws-chunked,? *", ""))
                        .filter(value -> !value.isEmpty())
                        .forEach(value -> forward.header(name, value));
            }
        });
        boolean creates =
                request.operation().equals("PutObject") || request.operation().equals("CreateMultipartUpload");
        if (creates && head.header("Content-Type").isEmpty()) {
            forward.header("Content-Type", "binary/octet-stream");
        }
        payload.headers().forEach(forward::setHeader);
        return forward.build();
    }

    private URI target(HttpHead head) {
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, List<String>> parameter : head.query().entrySet()) {
            boolean presigned = parameter.getKey().toLowerCase(Locale.ROOT).startsWith("x-amz-");
            for (String value : presigned ? List.<String>of() : parameter.getValue()) {
                query.append(query.length() == 0 ? '?' : '&').append(SigV4.encode(parameter.getKey(), true));
                query.append(value.isEmpty() ? "" : "=" + SigV4.encode(value, true));
            }
        }
        return URI.create(buckets.uri() + SigV4.encode(head.path(), false) + query);
    }

    /** S3 repeats the checksum of what it stored; the library does not for a part. */
    private static AwsResponse withChecksum(AwsResponse answer, AwsRequest request, S3Payload payload) {
        boolean stored =
                request.operation().equals("PutObject") || request.operation().equals("UploadPart");
        return stored && payload.checksum().isPresent()
                ? answer.withHeader(
                        payload.checksum().get().header(),
                        payload.checksum().get().value())
                : answer;
    }
}
