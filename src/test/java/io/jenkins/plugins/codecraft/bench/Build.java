package io.jenkins.plugins.codecraft.bench;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Host;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A build's step: keeps its operation as bytes, as Jenkins does, and remembers how it ended. */
final class Build implements Host {
    private final AwsSessions sessions;
    private final SessionRequest request;
    private volatile byte[] saved;
    private volatile boolean connected;
    private volatile Instant succeeded;
    private volatile Throwable failure;

    Build(AwsSessions sessions, SessionRequest request, byte[] saved) {
        this.sessions = sessions;
        this.request = request;
        this.saved = saved;
    }

    static byte[] bytes(Operation operation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(operation);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Operation operation(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Operation) in.readObject();
        } catch (IOException | ClassNotFoundException broken) {
            throw new IllegalStateException("an operation can't be restored", broken);
        }
    }

    byte[] saved() {
        return saved;
    }

    /** Whether the operation has had a turn in this process. */
    boolean connected() {
        return connected;
    }

    Optional<Instant> succeeded() {
        return Optional.ofNullable(succeeded);
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public AwsSession connect() {
        AwsSession session = sessions.open(request);
        connected = true;
        return session;
    }

    @Override
    public void expired(AwsSession session) {
        sessions.forget(session);
    }

    @Override
    public Agent agent() throws IOException {
        throw new IOException("nothing is staged here");
    }

    @Override
    public Console console() {
        return Silent.CONSOLE;
    }

    @Override
    public CompletionStage<Void> save(Operation operation, Optional<Throwable> stopped) {
        saved = bytes(operation);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void succeeded(Map<String, Object> result) {
        succeeded = Instant.now();
    }

    @Override
    public void failed(Throwable cause) {
        failure = cause;
    }

    /** Nobody reads it. */
    private enum Silent implements Console {
        CONSOLE;

        @Override
        public void event(String text) {}

        @Override
        public void line(String text) {}
    }
}
