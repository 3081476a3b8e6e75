package io.jenkins.plugins.codecraft.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.storage.agent.ReadFileTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a new version must answer, as it was written. Texts that were left out are "".
 *
 * @param payload sent as UTF-8; null if it was left out, as "" is a payload
 * @param payloadFile a file of the workspace that is sent as it is
 * @param expect what the answer must be, as {@link Expectation} reads it
 * @param maxLatency such as {@code 500ms} or {@code 2s}; see {@link #latency}
 * @param path of an API only
 * @param method of an API only
 */
public record CheckSettings(
        @CheckForNull String payload,
        String payloadFile,
        String contentType,
        String expect,
        String maxLatency,
        String path,
        String method)
        implements Serializable {
    private static final Pattern MILLISECONDS = Pattern.compile("(\\d{1,7}) ?ms");
    private static final Pattern METHOD = Pattern.compile("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS");

    void check(Mistakes mistakes) {
        mistakes.check("verify.payloadFile", payloadFile, payloadFileRule(payloadFile, payload));
        mistakes.check("verify.contentType", contentType, contentTypeRule(contentType));
        mistakes.check("verify.expect", expect, expectRule(expect));
        mistakes.check("verify.maxLatency", maxLatency, maxLatencyRule(maxLatency));
        mistakes.check("verify.path", path, pathRule(path));
        mistakes.check("verify.method", method, methodRule(method));
    }

    /** Notes what only an API has: every target that is no API calls this. */
    public void checkThatIsNoApi(Mistakes mistakes) {
        if (!path.isEmpty()) {
            mistakes.add("verify.path", path, Words.of(CheckSettings.class, "onlyApigatewayPaths"));
        }
        if (!method.isEmpty()) {
            mistakes.add("verify.method", method, Words.of(CheckSettings.class, "onlyApigatewayMethods"));
        }
    }

    /** Notes that a target can't be called without something to send. */
    public void checkThatSomethingIsSent(Mistakes mistakes) {
        if (payload == null && payloadFile.isEmpty()) {
            mistakes.add("verify.payload", "", Words.of(CheckSettings.class, "giveTextSend"));
        }
    }

    static Optional<String> payloadFileRule(String file, @CheckForNull String payload) {
        return payload != null && !file.isEmpty()
                ? Optional.of(Words.of(CheckSettings.class, "therePayloadAs"))
                : Optional.empty();
    }

    static Optional<String> contentTypeRule(String type) {
        return type.matches("[\\x21-\\x7e ]{0,1024}")
                ? Optional.empty()
                : Optional.of(Words.of(CheckSettings.class, "giveMimeType"));
    }

    static Optional<String> expectRule(String expect) {
        return expect.isEmpty() ? Optional.empty() : Expectation.mistake(expect);
    }

    static Optional<String> maxLatencyRule(String time) {
        return time.isEmpty() || read(time).filter(CheckSettings::isPositive).isPresent()
                ? Optional.empty()
                : Optional.of(Words.of(CheckSettings.class, "giveTimeSuch"));
    }

    static Optional<String> pathRule(String path) {
        return path.isEmpty() || path.startsWith("/")
                ? Optional.empty()
                : Optional.of(Words.of(CheckSettings.class, "pathBeginsSlash"));
    }

    static Optional<String> methodRule(String method) {
        return method.isEmpty() || METHOD.matcher(method).matches()
                ? Optional.empty()
                : Optional.of(Words.of(CheckSettings.class, "giveGetHead"));
    }

    /** The time within which the answer must come, if there is one. */
    public Optional<Duration> latency() {
        return read(maxLatency);
    }

    /**
     * What is sent; nothing if neither a payload nor a file was given.
     *
     * @param most bytes that a file may have
     */
    public Optional<byte[]> bytes(Agent agent, long most) throws IOException, InterruptedException {
        if (payload != null) {
            return Optional.of(payload.getBytes(StandardCharsets.UTF_8));
        }
        return payloadFile.isEmpty() ? Optional.empty() : Optional.of(agent.call(new ReadFileTask(payloadFile, most)));
    }

    /** What is wrong with an answer that came after some time, in words; nothing if it is as expected. */
    public Optional<String> unmet(String body, Duration took) {
        Optional<String> wrong = expect.isEmpty() ? Optional.empty() : new Expectation(expect).unmet(body);
        return wrong.or(() -> latency()
                .filter(limit -> took.compareTo(limit) > 0)
                .map(limit -> Words.of(CheckSettings.class, "answerTookMs", took.toMillis(), limit.toMillis())));
    }

    private static boolean isPositive(Duration time) {
        return time.compareTo(Duration.ZERO) > 0;
    }

    private static Optional<Duration> read(String time) {
        Matcher millis = MILLISECONDS.matcher(time);
        return millis.matches()
                ? Optional.of(Duration.ofMillis(Long.parseLong(millis.group(1))))
                : Durations.parse(time);
    }
}
