package io.jenkins.plugins.codecraft.storage.agent;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What an answer of S3 means.
 *
 * @param again whether the same request may succeed when it is sent again
 */
record Verdict(Sent sent, boolean again) {

    private static final Pattern CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,400})</Message>");

    static Verdict of(HttpResponse<String> response) {
        return of(response.statusCode(), response.headers()::firstValue, response.body());
    }

    static Verdict of(int status, Function<String, Optional<String>> header, String body) {
        if (status == 200 || status == 206) {
            return header.apply("ETag")
                    .map(etag -> new Verdict(new Sent(Sent.Outcome.SENT, etag, ""), false))
                    .orElseGet(() -> new Verdict(
                            Sent.of(Sent.Outcome.FAILED, AgentWords.of(Verdict.class, "sAnsweredWithout", status)),
                            true));
        }
        String code = first(CODE, body);
        String message = first(MESSAGE, body);
        String detail = AgentWords.of(
                Verdict.class,
                "sAnswered",
                status,
                code.isEmpty() ? "" : " " + code,
                message.isEmpty() ? "" : ": " + message,
                header.apply("x-amz-request-id")
                        .map(id -> AgentWords.of(Verdict.class, "requestId", id))
                        .orElse(""));
        return new Verdict(Sent.of(outcome(status, code, message), detail), again(status, code));
    }

    /** No answer came. A certificate that is not trusted now will not be trusted in a minute. */
    static Verdict of(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof UncheckedIOException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        Sent sent = Sent.of(Sent.Outcome.FAILED, AgentWords.of(Verdict.class, "sCouldNot", cause));
        return new Verdict(sent, !isAboutCertificates(cause));
    }

    private static boolean isAboutCertificates(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static Sent.Outcome outcome(int status, String code, String message) {
        boolean expired = code.equals("ExpiredToken")
                || code.equals("RequestTimeTooSkewed")
                || (code.equals("AccessDenied") && message.contains("expired"));
        if (status == 403 && expired) {
            return Sent.Outcome.EXPIRED;
        }
        return code.equals("NoSuchUpload") ? Sent.Outcome.UPLOAD_GONE : Sent.Outcome.FAILED;
    }

    private static boolean again(int status, String code) {
        return status >= 500 && status != 501
                || status == 429
                || status == 408
                || code.equals("RequestTimeout")
                || code.equals("IncompleteBody")
                || code.equals("BadDigest")
                || code.equals("XAmzContentChecksumMismatch")
                || code.equals("OperationAborted");
    }

    private static String first(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }
}
