package io.jenkins.plugins.codecraft.aws;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What errors of AWS mean, and how to say them. */
public final class AwsErrors {
    private static final Set<String> EXPIRED = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "TokenRefreshRequired",
            "RequestExpired",
            // the signature was made with a token that has just been replaced, or the clocks disagree for a moment
            "RequestTimeTooSkewed");

    /** A key that was deleted or never was, as the different services say it. */
    private static final Set<String> UNKNOWN_KEY =
            Set.of("UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "AuthFailure");

    private AwsErrors() {}

    /** The error code, or "" if AWS gave none. */
    public static String code(AwsServiceException error) {
        String code =
                error.awsErrorDetails() == null ? null : error.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    /** What AWS said about it, without the request's particulars. */
    public static String message(AwsServiceException error) {
        String message =
                error.awsErrorDetails() == null ? null : error.awsErrorDetails().errorMessage();
        return message == null ? "" : message;
    }

    /** Code, message and request id, for a user to read and to quote to AWS' support. */
    public static String describe(Throwable error) {
        if (error instanceof AwsServiceException service) {
            String id = service.requestId() == null ? "none" : service.requestId();
            String code =
                    code(service).isEmpty() ? Words.of(AwsErrors.class, "http", service.statusCode()) : code(service);
            return Words.of(AwsErrors.class, "requestId", code, message(service), id);
        }
        Throwable root = root(error);
        return root.getMessage() == null
                ? root.getClass().getSimpleName()
                : root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    public static boolean isThrottling(Throwable error) {
        return error instanceof AwsServiceException service
                && (service.isThrottlingException() || service.statusCode() == 429);
    }

    /** Whether credentials that may be renewed are the reason. */
    public static boolean isExpired(Throwable error) {
        return error instanceof AwsServiceException service && EXPIRED.contains(code(service));
    }

    public static boolean isDenied(Throwable error) {
        return error instanceof AwsServiceException service
                && code(service).toLowerCase(Locale.ROOT).contains("accessdenied");
    }

    /** Whether AWS doesn't know the key: it was replaced by another, or is wrong. */
    public static boolean isUnknownKey(Throwable error) {
        return error instanceof AwsServiceException service && UNKNOWN_KEY.contains(code(service));
    }

    /** Whether no credentials were found where the SDK was told to look for them. */
    public static boolean isWithoutCredentials(Throwable error) {
        return error instanceof SdkClientException
                && error.getMessage() != null
                && error.getMessage().startsWith("Unable to load credentials");
    }

    /** Whether the same call may well succeed later: the network, an overload, an error inside AWS. */
    public static boolean isPassing(Throwable error) {
        if (error instanceof AwsServiceException service) {
            return isThrottling(error) || service.statusCode() >= 500;
        }
        return !(error instanceof AnswerLost) && (error instanceof SdkClientException || error instanceof IOException);
    }

    /** Whether a call that was about to be sent failed before anything of it was, so that it surely had no effect. */
    static boolean isBeforeSending(Throwable error) {
        Throwable first = error;
        while (first != null && !(first instanceof IOException)) {
            first = first.getCause();
        }
        return first instanceof ConnectException
                || first instanceof UnknownHostException
                || first instanceof NoRouteToHostException
                || first instanceof SSLHandshakeException
                // Apache's own, for no connection in time; an answer that does not come in time is the other kind
                || first instanceof InterruptedIOException && !(first instanceof SocketTimeoutException);
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
