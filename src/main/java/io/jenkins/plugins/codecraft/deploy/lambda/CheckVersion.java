package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AnswerLost;
import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.invoke.lambda.LogEnd;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.AgentException;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;

/**
 * Invokes the new version by its number, before anybody else gets it. A build that is restored after a crash during the
 * call makes it again.
 */
record CheckVersion(Deployment deployment, String version) implements Operation {
    private static final long MOST_BYTES = 6L << 20;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Optional<CheckSettings> check = deployment.plan().options().check();
        if (check.isEmpty()) {
            return Progress.next(ShiftTraffic.begin(deployment, version));
        }
        long began;
        InvokeResponse answer;
        try {
            byte[] payload = payload(check.get(), context);
            began = System.nanoTime();
            answer = invoke(payload, context);
        } catch (AgentException missing) {
            return Progress.next(failed(missing.getMessage() + "."));
        } catch (AnswerLost lost) {
            return Progress.next(failed(lost.getMessage() + "."));
        } catch (LambdaException error) {
            return Progress.next(failed(Functions.refusal(Words.of(CheckVersion.class, "invoke"), error)
                    .getMessage()));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        String body = answer.payload() == null ? "" : answer.payload().asUtf8String();
        Optional<String> wrong = answer.functionError() == null
                ? check.get().unmet(body, took)
                : Optional.of(Words.of(CheckVersion.class, "functionEndedError", body));
        if (wrong.isEmpty()) {
            context.console().event(Words.of(CheckVersion.class, "versionAnsweredAs", version, took.toMillis()));
            return Progress.next(ShiftTraffic.begin(deployment, version));
        }
        LogEnd.show(answer, context.console());
        return Progress.next(failed(wrong.get() + "."));
    }

    private Operation failed(String why) {
        return GoBack.failed(
                deployment,
                version,
                Words.of(
                        CheckVersion.class,
                        "checkVersionFailed",
                        version,
                        deployment.plan().words(),
                        why));
    }

    /** What is sent. */
    static byte[] payload(CheckSettings check, OperationContext context) throws IOException, InterruptedException {
        return check.bytes(context.agent(), MOST_BYTES).orElseThrow();
    }

    private InvokeResponse invoke(byte[] payload, OperationContext context) throws IOException, InterruptedException {
        return context.aws().lambdaInvocations().invoke(request -> request.functionName(deployment.name())
                .qualifier(version)
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromByteArrayUnsafe(payload)));
    }

    @Override
    public boolean blocking() {
        return true; // a function may take 15 minutes to answer
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment, version);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().words());
    }
}
