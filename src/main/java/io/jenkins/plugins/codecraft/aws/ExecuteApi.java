package io.jenkins.plugins.codecraft.aws;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Calls what API Gateway serves in one region. Requests go to {@code https://API.execute-api.REGION.amazonaws.com} only,
 * or to {@code /_aws/execute-api/API} of the endpoint that replaces AWS' own. Redirects are not followed.
 *
 * @param endpoint replaces AWS' endpoints
 */
public record ExecuteApi(
        SdkHttpClient http, AwsCredentialsProvider credentials, String region, Optional<URI> endpoint) {
    /** What API Gateway lets pass. */
    private static final int MOST_BYTES = 10 << 20;

    /** What may be requested again, by RFC 9110. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private static final String ID = "[a-z0-9]{4,32}";

    /** What to give where {@link #isPath} is not true. */
    public static final String PATH_REMEDY =
            "Give a path such as '/flowers?limit=5', percent-encoded, without '.' and '..' parts.";

    /**
     * A request.
     *
     * @param uri one that {@link #apiOf} knows
     * @param headers without Host and Content-Length
     */
    public record Request(URI uri, String method, Map<String, String> headers, byte[] body, boolean signed) {}

    /** An answer, whatever its status. */
    public record Response(int status, Map<String, List<String>> headers, byte[] body) {

        /** The first value of a header; "" if there is none. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst()
                    .orElse("");
        }
    }

    /** An answer has more than 10 MB. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(Words.of(ExecuteApi.class, "answerMoreThan", MOST_BYTES));
        }
    }

    /** Whether a path, or "", with its query stays within the stage that it is added to. */
    public static boolean isPath(String path) {
        return path.isEmpty() || path.matches("/[\\x21-\\x7e&&[^#\\\\]]*") && isWithin(path);
    }

    /** Whether a path or URL has no parts that lead out of it again. */
    public static boolean isWithin(String path) {
        try {
            for (String part : path.replaceFirst("\\?.*", "").split("/", -1)) {
                String decoded = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
                if (decoded.matches("\\.{1,2}([/\\\\].*)?|.*[/\\\\]\\.{1,2}([/\\\\].*)?|.*[\\x00-\\x1f].*")) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    /** Where a stage is reached, without a slash at the end. */
    public String url(String api, String stage) {
        return base(api) + (stage.equals("$default") ? "" : "/" + stage);
    }

    private String base(String api) {
        return endpoint.map(uri -> prefix(uri) + api).orElseGet(() -> "https://" + api + host());
    }

    private String host() {
        return ".execute-api." + region + "."
                + PartitionMetadata.of(Region.of(region)).dnsSuffix();
    }

    private static String prefix(URI endpoint) {
        return endpoint.toString().replaceFirst("/+$", "") + "/_aws/execute-api/";
    }

    /** The id of the API that a URL calls; nothing if it leads anywhere else than to an API of this region. */
    public Optional<String> apiOf(String url) {
        String begin = endpoint.map(uri -> Pattern.quote(prefix(uri)) + "(" + ID + ")")
                .orElseGet(() -> "https://(" + ID + ")" + Pattern.quote(host()));
        Matcher matcher = Pattern.compile(begin + "(?:[/?].*)?").matcher(url);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @throws SdkClientException if the API can't be reached
     * @throws AnswerLost if a request that must not be made twice may have reached it
     * @throws TooLarge if its answer is
     */
    public Response send(Request request) {
        if (apiOf(request.uri().toString()).isEmpty() || !isWithin(request.uri().toString())) {
            throw new IllegalArgumentException("no API of " + region + ": " + request.uri());
        }
        SdkHttpRequest.Builder builder =
                SdkHttpRequest.builder().uri(request.uri()).method(SdkHttpMethod.fromValue(request.method()));
        request.headers().forEach(builder::putHeader);
        if (request.body().length > 0) {
            builder.putHeader("Content-Length", Integer.toString(request.body().length));
        }
        ContentStreamProvider payload = () -> new ByteArrayInputStream(request.body());
        SdkHttpRequest sent = request.signed() ? sign(builder.build(), payload) : builder.build();
        HttpExecuteRequest.Builder execute = HttpExecuteRequest.builder().request(sent);
        if (request.body().length > 0) {
            execute.contentStreamProvider(payload);
        }
        try {
            return read(http.prepareRequest(execute.build()).call());
        } catch (IOException broken) {
            if (IDEMPOTENT.contains(request.method()) || AwsErrors.isBeforeSending(broken)) {
                throw SdkClientException.create(
                        Words.of(ExecuteApi.class, "apiCantReached", broken.getMessage()), broken);
            }
            throw new AnswerLost(request.method() + " " + request.uri().getPath(), broken);
        }
    }

    private SdkHttpRequest sign(SdkHttpRequest request, ContentStreamProvider payload) {
        SignedRequest signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request)
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        return signed.request();
    }

    private static Response read(HttpExecuteResponse answer) throws IOException {
        byte[] body = new byte[0];
        if (answer.responseBody().isPresent()) {
            try (AbortableInputStream in = answer.responseBody().get()) {
                body = in.readNBytes(MOST_BYTES + 1);
                if (body.length > MOST_BYTES) {
                    in.abort();
                    throw new TooLarge();
                }
            }
        }
        return new Response(
                answer.httpResponse().statusCode(), answer.httpResponse().headers(), body);
    }
}
