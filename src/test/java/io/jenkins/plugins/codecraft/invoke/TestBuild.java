package io.jenkins.plugins.codecraft.invoke;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.jenkins.SavedBytes;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.FastTime;
import io.jenkins.plugins.codecraft.operation.Host;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.Runner;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.storage.LocalAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Runs operations against an embedded AWS, whose time must be scaled by {@link #SPEED}, and keeps what they print. */
public final class TestBuild implements AutoCloseable {
    public static final int SPEED = 2000;
    private static final int PATIENCE_SECONDS = 60;

    /** As usual, but patient enough for a machine that is slow where time is fast. */
    private static final Runner.Settings SETTINGS = new Runner.Settings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(5),
            Duration.ofHours(24));

    private final AwsSessions sessions = new AwsSessions(scope -> new ExecutionInterceptor() {});
    private final Runner runner = FastTime.runner(SPEED, SETTINGS);
    private final List<String> console = Collections.synchronizedList(new ArrayList<>());
    private final EmbeddedAws aws;
    private final String region;
    private volatile Agent agent;

    public TestBuild(EmbeddedAws aws, String region, Path workspace) {
        this.aws = aws;
        this.region = region;
        try {
            this.agent = new LocalAgent(workspace);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    public static BuildOrigin origin() {
        return new BuildOrigin("jenkins", "team/iris", "7", 1_700_000_000_000L, "1");
    }

    public AwsSession session() {
        return sessions.open(new SessionRequest(
                region,
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)),
                Optional.empty(),
                Optional.of(aws.endpoint())));
    }

    /** From now on tasks go to this agent. */
    public void agent(Agent other) {
        agent = other;
    }

    public Agent agent() {
        return agent;
    }

    /** Runs an operation to its end. */
    public Map<String, Object> run(Operation operation) {
        Under way = start(operation);
        try {
            return way.end().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
    }

    /** An operation under way. */
    public record Under(Runner.Run run, CompletableFuture<Map<String, Object>> end) {}

    public Under start(Operation operation) {
        CompletableFuture<Map<String, Object>> end = new CompletableFuture<>();
        return new Under(runner.start(operation, new BuildForTests(end)), end);
    }

    public List<String> console() {
        synchronized (console) {
            return List.copyOf(console);
        }
    }

    @Override
    public void close() {
        runner.close();
        sessions.close();
    }

    private final class BuildForTests implements Host {
        private final CompletableFuture<Map<String, Object>> end;

        BuildForTests(CompletableFuture<Map<String, Object>> end) {
            this.end = end;
        }

        @Override
        public AwsSession connect() {
            return session();
        }

        @Override
        public void expired(AwsSession session) {
            sessions.forget(session);
        }

        @Override
        public Agent agent() {
            return agent;
        }

        @Override
        public Console console() {
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
            SavedBytes.restore(SavedBytes.of(operation));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void succeeded(Map<String, Object> result) {
            end.complete(result);
        }

        @Override
        public void failed(Throwable cause) {
            end.completeExceptionally(cause);
        }
    }
}
