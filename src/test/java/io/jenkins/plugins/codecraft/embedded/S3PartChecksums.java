package io.jenkins.plugins.codecraft.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.checksums.SdkChecksum;

/**
 * Checksums of copied parts. To complete an upload with checksums a client must name that of each part; S3 tells it in the
 * answer to {@code UploadPartCopy}, the library does not.
 */
final class S3PartChecksums {
    private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]+)</UploadId>");

    private final Buckets buckets;
    private final Map<String, String> algorithms = new ConcurrentHashMap<>();

    S3PartChecksums(Buckets buckets) {
        this.buckets = buckets;
    }

    /** Remembers an upload's algorithm, and adds the checksum to the answer to a copied part. */
    AwsResponse complete(AwsRequest request, AwsResponse answer) throws IOException {
        return switch (request.operation()) {
            case "CreateMultipartUpload" -> created(request, answer);
            case "UploadPartCopy" -> copied(request, answer);
            case "CompleteMultipartUpload", "AbortMultipartUpload" -> ended(request, answer);
            default -> answer;
        };
    }

    private AwsResponse created(AwsRequest request, AwsResponse answer) throws IOException {
        Optional<String> algorithm = request.header("x-amz-checksum-algorithm");
        if (algorithm.isEmpty()) {
            return answer;
        }
        String document = document(answer);
        Matcher upload = UPLOAD.matcher(document);
        if (upload.find()) {
            algorithms.put(upload.group(1), algorithm.get());
        }
        return with(answer, document);
    }

    private AwsResponse copied(AwsRequest request, AwsResponse answer) throws IOException {
        String algorithm = algorithms.get(request.query("uploadId").orElse(""));
        Optional<SdkChecksum> checksum =
                algorithm == null ? Optional.empty() : PayloadChecksum.sum(algorithm.toLowerCase(Locale.ROOT));
        if (checksum.isEmpty()) {
            return answer;
        }
        String source = HttpHead.decode(request.header("x-amz-copy-source").orElseThrow());
        String[] place = source.replaceFirst("^/", "")
                .replaceFirst("\\?versionId=.*$", "")
                .split("/", 2);
        try (InputStream in = buckets.open(place[0], place[1], request.header("x-amz-copy-source-range"))) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.get().update(buffer, 0, read);
            }
        }
        String value = Base64.getEncoder().encodeToString(checksum.get().getChecksumBytes());
        String element = Xml.element("Checksum" + algorithm, value);
        return with(answer, document(answer).replace("</CopyPartResult>", element + "</CopyPartResult>"));
    }

    private AwsResponse ended(AwsRequest request, AwsResponse answer) {
        algorithms.remove(request.query("uploadId").orElse(""));
        return answer;
    }

    private static String document(AwsResponse answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.body().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static AwsResponse with(AwsResponse answer, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return new AwsResponse(answer.status(), answer.headers(), bytes.length, out -> out.write(bytes));
    }
}
