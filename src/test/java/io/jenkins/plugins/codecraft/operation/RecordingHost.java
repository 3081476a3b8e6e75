package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.OfflineSession;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** A build that remembers everything it was told. Safe for threads. */
final class RecordingHost implements Host {
    /** In order: {@code save NAME}, {@code connect}, {@code expired}, {@code succeeded}, {@code failed}. */
    final List<String> events = Collections.synchronizedList(new ArrayList<>());

    final List<String> console = Collections.synchronizedList(new ArrayList<>());
    final Deque<CompletableFuture<Void>> answersOfSave = new ArrayDeque<>();
    final CountDownLatch ended = new CountDownLatch(1);
    volatile Operation saved;
    volatile Optional<Throwable> savedStop = Optional.empty();
    volatile Map<String, Object> result;
    volatile Throwable failure;
    volatile RuntimeException consoleFailure;

    @Override
    public AwsSession connect() {
        events.add("connect");
        return OfflineSession.in("123456789012");
    }

    @Override
    public void expired(AwsSession session) {
        events.add("expired");
    }

    @Override
    public Agent agent() throws IOException {
        throw new IOException("no agent here");
    }

    @Override
    public Console console() {
        if (consoleFailure != null) {
            throw consoleFailure;
        }
        return new Console() {
            @Override
            public void event(String text) {
                console.add(text);
            }

            @Override
            public void line(String text) {
                console.add("| " + text);
            }
        };
    }

    @Override
    public CompletionStage<Void> save(Operation operation, Optional<Throwable> stopped) {
        events.add("save " + operation);
        saved = operation;
        savedStop = stopped;
        return answersOfSave.isEmpty() ? CompletableFuture.completedFuture(null) : answersOfSave.remove();
    }

    @Override
    public void succeeded(Map<String, Object> given) {
        events.add("succeeded");
        result = given;
        ended.countDown();
    }

    @Override
    public void failed(Throwable cause) {
        events.add("failed");
        failure = cause;
        ended.countDown();
    }
}
