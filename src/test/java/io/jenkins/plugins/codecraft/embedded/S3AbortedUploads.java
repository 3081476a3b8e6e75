package io.jenkins.plugins.codecraft.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Uploads that were aborted although their key has an object. S3 leaves that object alone; the library removes it with
 * the upload. So the library keeps such an upload, and here it is as if it were gone.
 */
final class S3AbortedUploads {
    private static final Pattern UPLOAD =
            Pattern.compile("<Upload>.*?<UploadId>([^<]+)</UploadId>.*?</Upload>", Pattern.DOTALL);

    private final Buckets buckets;
    private final Set<String> aborted = ConcurrentHashMap.newKeySet();

    S3AbortedUploads(Buckets buckets) {
        this.buckets = buckets;
    }

    /**
     * The answer to an abort that the library must not see; nothing if it may see the request.
     *
     * @throws AwsError if the request is for an upload that was aborted
     */
    Optional<AwsResponse> answer(AwsRequest request) {
        Optional<String> upload = request.query("uploadId");
        if (upload.isEmpty()) {
            return Optional.empty();
        }
        if (aborted.contains(upload.get())) {
            throw new AwsError("NoSuchUpload", 404, "The specified multipart upload does not exist.");
        }
        String[] place = request.head().path().replaceFirst("^/", "").split("/", 2);
        if (!request.operation().equals("AbortMultipartUpload") || !buckets.exists(place[0], place[1])) {
            return Optional.empty();
        }
        aborted.add(upload.get());
        return Optional.of(AwsResponse.empty().withStatus(204));
    }

    /** A listing of uploads without those that were aborted. */
    AwsResponse without(AwsRequest request, AwsResponse answer) throws IOException {
        if (aborted.isEmpty() || !request.operation().equals("ListMultipartUploads")) {
            return answer;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.body().writeTo(out);
        Matcher uploads = UPLOAD.matcher(out.toString(StandardCharsets.UTF_8));
        String left = uploads.replaceAll(
                upload -> aborted.contains(upload.group(1)) ? "" : Matcher.quoteReplacement(upload.group()));
        byte[] bytes = left.getBytes(StandardCharsets.UTF_8);
        return new AwsResponse(answer.status(), answer.headers(), bytes.length, to -> to.write(bytes));
    }
}
