package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;

/** Gets the code that a request names: inline, from S3, or an image. */
final class CodePackages {
    private static final int LARGEST_DIRECT = 50 * 1024 * 1024;

    private final ObjectStore objects;
    private final Path scratch;

    CodePackages(ObjectStore objects, Path scratch) {
        this.objects = objects;
        this.scratch = scratch;
    }

    /** @param code the members ZipFile, S3Bucket, S3Key and ImageUri */
    CodePackage of(JsonNode code, String packageType) {
        boolean image = code.hasNonNull("ImageUri");
        if (image != packageType.equals("Image")) {
            throw LambdaErrors.invalid(
                    image
                            ? "Please don't provide ImageUri when updating a function with packageType Zip."
                            : "Please provide ImageUri when updating a function with packageType Image.");
        }
        if (image) {
            String uri = code.get("ImageUri").asText();
            if (!uri.matches("\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/.+")) {
                throw LambdaErrors.invalid("Source image " + uri + " is not valid. Provide a valid source image.");
            }
            return CodePackage.image(uri);
        }
        return zip(code);
    }

    private CodePackage zip(JsonNode code) {
        byte[] bytes = code.hasNonNull("ZipFile") ? direct(code.get("ZipFile").asText()) : stored(code);
        try {
            return CodePackage.zip(bytes, scratch);
        } catch (IOException broken) {
            throw LambdaErrors.invalid(
                    "Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
    }

    private static byte[] direct(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length > LARGEST_DIRECT) {
            throw new AwsError(
                    "RequestEntityTooLargeException",
                    413,
                    "Request must be smaller than 69905067 bytes for the" + " UpdateFunctionCode operation");
        }
        return bytes;
    }

    private byte[] stored(JsonNode code) {
        if (!code.hasNonNull("S3Bucket") || !code.hasNonNull("S3Key")) {
            throw LambdaErrors.invalid("Please provide a source for function code.");
        }
        String bucket = code.get("S3Bucket").asText();
        try (InputStream in = objects.open(bucket, code.get("S3Key").asText())) {
            return in.readAllBytes();
        } catch (AwsError missing) {
            throw LambdaErrors.invalid("Error occurred while GetObject. S3 Error Code: " + missing.code()
                    + ". S3 Error Message: "
                    + (missing.code().equals("NoSuchBucket")
                            ? "The specified bucket does not exist"
                            : "The specified key does not exist."));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
