package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AnswerLost;
import io.jenkins.plugins.codecraft.aws.ExecuteApi;
import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.AgentException;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Calls a stage as the check says. API Gateway needs some seconds until a stage is known everywhere; so a refusal is
 * believed only when it comes again and again.
 *
 * @param tries how often it was called already
 */
record CheckStage(Release release, String stage, int tries) implements Operation {
    private static final int MOST_TRIES = 6;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 10L << 20;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        CheckSettings check = release.plan().options().check().orElseThrow();
        ExecuteApi.Request request;
        try {
            request = request(check, context);
        } catch (OperationFailure | AgentException impossible) {
            return Progress.next(failed(Words.of(CheckStage.class, "checkCantMade", words(), impossible.getMessage())));
        }
        long began = System.nanoTime();
        Optional<String> wrong;
        Duration took;
        try {
            ExecuteApi.Response answer = context.aws().executeApi().send(request);
            took = Duration.ofNanos(System.nanoTime() - began);
            wrong = wrong(check, answer, took);
        } catch (AnswerLost lost) {
            return Progress.next(failed(request, lost.getMessage())); // it may have been answered: not once more
        } catch (ExecuteApi.TooLarge | SdkClientException unreachable) {
            took = Duration.ZERO;
            wrong = Optional.of(unreachable.getMessage());
        }
        if (wrong.isEmpty()) {
            context.console().event(Words.of(CheckStage.class, "checkWasAnswered", words(), took.toMillis()));
            return Progress.next(passed());
        }
        if (tries + 1 < MOST_TRIES) {
            return Progress.pause(new CheckStage(release, stage, tries + 1), BETWEEN_TRIES);
        }
        return Progress.next(failed(request, wrong.get()));
    }

    private Operation failed(ExecuteApi.Request request, String why) {
        String what = request.method() + " " + request.uri().getPath();
        return failed(Words.of(CheckStage.class, "checkFailed", words(), what, why));
    }

    private ExecuteApi.Request request(CheckSettings check, OperationContext context)
            throws IOException, InterruptedException {
        Optional<byte[]> payload = check.bytes(context.agent(), MOST_BYTES);
        Map<String, String> headers = new LinkedHashMap<>();
        if (!check.contentType().isEmpty()) {
            headers.put("Content-Type", check.contentType());
        }
        // before the switch there may be no key yet, and then no method needs one
        if (release.plan().settings().usagePlan() != null && !beforeTheSwitch()) {
            headers.put("x-api-key", OfferPlan.key(release.plan(), context.aws()));
        }
        URI uri = URI.create(context.aws().executeApi().url(release.api(), stage) + check.path());
        return new ExecuteApi.Request(
                uri,
                method(check),
                headers,
                payload.orElse(new byte[0]),
                release.plan().signed());
    }

    /** The one that is called if the check names none. */
    static String method(CheckSettings check) {
        if (!check.method().isEmpty()) {
            return check.method();
        }
        return check.payload() == null && check.payloadFile().isEmpty() ? "GET" : "POST";
    }

    private static Optional<String> wrong(CheckSettings check, ExecuteApi.Response answer, Duration took) {
        String body = InvokeResult.text(answer.body()).orElse("");
        if (answer.status() / 100 != 2) {
            return Optional.of(Words.of(CheckStage.class, "status", answer.status(), shortened(body)));
        }
        return check.unmet(body, took);
    }

    private static String shortened(String body) {
        return body.length() <= 300 ? body : body.substring(0, 300) + "…";
    }

    private boolean beforeTheSwitch() {
        return stage.equals(ApiPlan.CHECK_STAGE);
    }

    private Operation passed() {
        return beforeTheSwitch() ? CloseCheckStage.passed(release) : new RemoveOld(release);
    }

    private Operation failed(String why) {
        return beforeTheSwitch() ? CloseCheckStage.failed(release, why) : UndoStage.failed(release, why);
    }

    private String words() {
        return beforeTheSwitch()
                ? Words.of(CheckStage.class, "deploymentStage", release.deployment(), stage)
                : release.plan().stageWords();
    }

    @Override
    public boolean blocking() {
        return true; // an integration may take half a minute to answer
    }

    @Override
    public Operation stopping() {
        return beforeTheSwitch() ? CloseCheckStage.aborted(release) : UndoStage.aborted(release);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(
                Words.of(CheckStage.class, "stage", stage, release.plan().words()));
    }
}
