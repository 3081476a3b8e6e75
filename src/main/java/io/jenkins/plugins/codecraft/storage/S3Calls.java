package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.words.Words;
import java.util.Locale;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns what S3 and the SDK throw into messages that say what to do. */
final class S3Calls {

    private final S3Location location;

    S3Calls(S3Location location) {
        this.location = location;
    }

    @FunctionalInterface
    interface Call<T> {
        T run();
    }

    /**
     * @param action what is done, such as {@code write s3://bucket/key}
     * @throws StorageException when S3 refuses or cannot be reached
     */
    <T> T make(String action, Call<T> call) throws StorageException, InterruptedException {
        try {
            return call.run();
        } catch (S3Exception e) {
            throw new StorageException(explain(action, e), e);
        } catch (AbortedException e) {
            throw interrupted(e);
        } catch (SdkClientException e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            throw new StorageException(Words.of(S3Calls.class, "cannot", action, e.getMessage()), e);
        }
    }

    private static InterruptedException interrupted(Exception cause) {
        InterruptedException interrupted = new InterruptedException(cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }

    private String explain(String action, S3Exception e) {
        String said = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        StringBuilder message =
                new StringBuilder("Cannot ").append(action).append(Words.of(S3Calls.class, "sAnswered"));
        message.append(e.statusCode());
        if (said != null && !said.isEmpty()) {
            message.append(' ').append(said);
            String text = e.awsErrorDetails().errorMessage();
            if (text != null && !text.isEmpty()) {
                message.append(": ").append(text);
            }
        }
        if (e.requestId() != null) {
            message.append(Words.of(S3Calls.class, "requestId"))
                    .append(e.requestId())
                    .append(')');
        }
        String remedy = remedy(e, said == null ? "" : said);
        return remedy.isEmpty()
                ? message.toString()
                : message.append(". ").append(remedy).toString();
    }

    private String remedy(S3Exception e, String code) {
        String bucket = Words.of(S3Calls.class, "bucket", location.bucket());
        String region = e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
                ? ""
                : e.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("x-amz-bucket-region")
                        .orElse("");
        if (isElsewhere(e, code, region)) {
            return Words.of(
                    S3Calls.class,
                    "useBucketRegion",
                    bucket,
                    region.isEmpty()
                            ? Words.of(S3Calls.class, "anotherRegion")
                            : Words.of(S3Calls.class, "region", region));
        }
        if (code.equals("NoSuchBucket")) {
            return Words.of(S3Calls.class, "thereNoCreate", bucket);
        }
        if (code.toUpperCase(Locale.ROOT).contains("KMS")) {
            return Words.of(S3Calls.class, "identityNeedsKms", bucket);
        }
        if (e.statusCode() == 403) {
            return Words.of(
                    S3Calls.class,
                    "identityNeedsS",
                    bucket,
                    location.expectedBucketOwner()
                            .map(owner -> Words.of(S3Calls.class, "accountExpectedbucketownerMust", owner))
                            .orElse(""));
        }
        return "";
    }

    /** A HEAD has no body, so S3 may tell it by status and header only. */
    private static boolean isElsewhere(S3Exception e, String code, String region) {
        return e.statusCode() == 301
                || e.statusCode() == 307
                || code.equals("PermanentRedirect")
                || code.equals("AuthorizationHeaderMalformed")
                || code.equals("IllegalLocationConstraintException")
                || e.statusCode() == 400 && !region.isEmpty() && code.isEmpty();
    }
}
