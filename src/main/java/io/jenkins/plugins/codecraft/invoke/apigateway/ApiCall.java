package io.jenkins.plugins.codecraft.invoke.apigateway;

import io.jenkins.plugins.codecraft.aws.ExecuteApi;
import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call of an API, as it was written. Texts that were left out are "".
 *
 * @param name the API's name; "" if its URL is given
 * @param url of the API's stage, or ""
 * @param path within the stage, with the query
 * @param payload sent as UTF-8; null if it was left out, as "" is a payload
 * @param apiKey the name of a key of API Gateway
 * @param signed whether the request is signed with the build's credentials
 * @param expectStatus such as {@code 2xx} or {@code 200,404}
 */
record ApiCall(
        String name,
        String url,
        String stage,
        String method,
        String path,
        Map<String, String> headers,
        String payload,
        String payloadFile,
        String apiKey,
        boolean signed,
        String expectStatus,
        Expectation expect,
        String outputFile)
        implements Serializable {
    static final String USUAL_STAGE = "prod";
    static final String USUAL_STATUS = "2xx";
    static final long MOST_BYTES = 10L << 20;

    /** What the HTTP client sets, and what this step has parameters for. */
    private static final Set<String> NOT_TO_BE_SET = Set.of(
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "upgrade",
            "expect",
            "te",
            "trailer",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-content-sha256");

    ApiCall {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    void check(Mistakes mistakes) {
        mistakes.check("name", name, name(name, url));
        mistakes.check("url", url, url(url));
        mistakes.check("stage", stage, stage(stage));
        mistakes.check("method", method, method(method));
        mistakes.check("path", path, path(path));
        mistakes.check("payloadFile", payloadFile, payloadFile(payloadFile, payload));
        mistakes.check("expectStatus", expectStatus, expectStatus(expectStatus));
        mistakes.check("expect", expect.text(), Expectation.mistake(expect.text()));
        headers(headers, mistakes);
        if (signed && headers.keySet().stream().anyMatch("authorization"::equalsIgnoreCase)) {
            mistakes.add("headers", "Authorization", Words.of(ApiCall.class, "signatureTakesPlace"));
        }
    }

    static Optional<String> name(String name, String url) {
        if (!name.isEmpty() && !url.isEmpty()) {
            return Optional.of(Words.of(ApiCall.class, "thereUrlAs"));
        }
        return name.isEmpty() && url.isEmpty() ? Optional.of(Words.of(ApiCall.class, "giveNameApi")) : Optional.empty();
    }

    static Optional<String> url(String url) {
        return url.isEmpty() || url.matches("https?://[^\\s/?#@\\\\]+(/[^\\s?#\\\\]*)?") && ExecuteApi.isWithin(url)
                ? Optional.empty()
                : Optional.of(Words.of(ApiCall.class, "giveUrlStage"));
    }

    static Optional<String> stage(String stage) {
        return stage.matches("[A-Za-z0-9_-]{1,128}|\\$default")
                ? Optional.empty()
                : Optional.of(Words.of(ApiCall.class, "giveNameStage"));
    }

    static Optional<String> method(String method) {
        return method.matches("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS")
                ? Optional.empty()
                : Optional.of(Words.of(ApiCall.class, "giveGetHead"));
    }

    /** A path can't lead out of the stage. */
    static Optional<String> path(String path) {
        return ExecuteApi.isPath(path) ? Optional.empty() : Optional.of(ExecuteApi.PATH_REMEDY);
    }

    static Optional<String> payloadFile(String payloadFile, String payload) {
        return payload != null && !payloadFile.isEmpty()
                ? Optional.of(Words.of(ApiCall.class, "therePayloadAs"))
                : Optional.empty();
    }

    static Optional<String> expectStatus(String statuses) {
        return statuses.matches("[1-5](\\d\\d|xx)( ?, ?[1-5](\\d\\d|xx))*")
                ? Optional.empty()
                : Optional.of(Words.of(ApiCall.class, "giveStatusesHttp"));
    }

    /** Values may be secrets, so they are not said. */
    static void headers(Map<String, String> headers, Mistakes mistakes) {
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}")) {
                mistakes.add("headers", name, Words.of(ApiCall.class, "headersNameLetters"));
            } else if (NOT_TO_BE_SET.contains(lower)) {
                mistakes.add("headers", name, Words.of(ApiCall.class, "headerSetStep"));
            }
            if (!value.matches("[\\x20-\\x7e\\t]{0,8192}")) {
                mistakes.add("headers." + name, "…", Words.of(ApiCall.class, "valueOneLine"));
            }
        });
    }

    /** Whether a status is one of those that are expected. */
    boolean expects(int status) {
        for (String one : expectStatus.split(" ?, ?")) {
            if (one.endsWith("xx") ? one.charAt(0) - '0' == status / 100 : one.equals(Integer.toString(status))) {
                return true;
            }
        }
        return false;
    }

    /** At the beginning of a sentence. */
    String words() {
        return Words.of(ApiCall.class, "api", name.isEmpty() ? url : name);
    }
}
