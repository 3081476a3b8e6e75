package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.FastTime;
import io.jenkins.plugins.codecraft.operation.Host;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.Runner;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * One life of a process: a runner, sessions and a host of its own. It dies at a boundary; whatever of it still runs then
 * makes no call any more and tells nobody anything.
 */
final class World implements AutoCloseable {
    /** A minute is a hundredth of a second; patience is what it is elsewhere. */
    static final int SPEED = 2000;

    static final Runner.Settings SETTINGS = new Runner.Settings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofHours(5),
            Duration.ofHours(24));

    private final Ground ground;
    private final SavedState from;
    private final CrashPoint crashAt;
    private final Optional<Boundary> stopAt;
    private final CompletableFuture<End> end;
    private final Runner runner = FastTime.runner(SPEED, SETTINGS);
    private final AwsSessions sessions = new AwsSessions(scope -> new Boundaries());
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Boundary> passed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> console = Collections.synchronizedList(new ArrayList<>());
    private volatile SavedState saved;
    private volatile boolean dead;
    private Runner.Run run;
    private boolean stopDue;

    /** @param end completed when this life ends */
    World(Ground ground, SavedState from, CrashPoint crashAt, Optional<Boundary> stopAt, CompletableFuture<End> end) {
        this.ground = ground;
        this.from = from;
        this.saved = from;
        this.crashAt = crashAt;
        this.stopAt = stopAt;
        this.end = end;
    }

    void begin() {
        synchronized (counts) { // so that an abort that is due is there before the run passes its first boundary
            run = from.begun()
                    ? runner.resume(from.restore(), from.stopped(), new WorldHost())
                    : runner.start(from.restore(), new WorldHost());
            if (stopDue) {
                run.stop(new Abort());
            }
        }
    }

    /** The user aborts, now or as soon as it runs. */
    void abort() {
        synchronized (counts) {
            if (run == null) {
                stopDue = true;
            } else {
                run.stop(new Abort());
            }
        }
    }

    SavedState saved() {
        return saved;
    }

    List<Boundary> passed() {
        return List.copyOf(passed);
    }

    List<String> console() {
        return List.copyOf(console);
    }

    private void before(String what) {
        pass(Boundary.When.BEFORE, what);
    }

    private void after(String what) {
        pass(Boundary.When.AFTER, what);
    }

    private void pass(Boundary.When when, String what) {
        if (dead) {
            throw new Crash();
        }
        Boundary here;
        boolean crash;
        synchronized (counts) {
            here = new Boundary(when, what, counts.merge(when + what, 1, Integer::sum));
            passed.add(here);
            crash = crashAt.isHere(here, passed.size());
        }
        if (crash) {
            die();
            throw new Crash();
        }
        if (stopAt.filter(here::equals).isPresent()) {
            abort();
        }
    }

    private void die() {
        dead = true;
        runner.close();
        end.complete(End.crashed());
    }

    @Override
    public void close() {
        dead = true;
        runner.close();
        sessions.close();
    }

    /** A user's abort. */
    static final class Abort extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abort() {
            super("aborted");
        }
    }

    /** The end of the process, for the thread that meets it. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    private final class Boundaries implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            before(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            after(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        }
    }

    private final class WorldHost implements Host {
        @Override
        public AwsSession connect() {
            before("connect");
            AwsSession session = sessions.open(ground.request());
            after("connect");
            return session;
        }

        @Override
        public void expired(AwsSession session) {
            sessions.forget(session);
        }

        @Override
        public Agent agent() {
            return new DyingAgent(ground.agent());
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
            before("save");
            saved = SavedState.of(operation, stopped);
            after("save");
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void succeeded(Map<String, Object> result) {
            finish(new End(Optional.of(result), Optional.empty()));
        }

        @Override
        public void failed(Throwable cause) {
            finish(new End(Optional.empty(), Optional.of(cause)));
        }

        private void finish(End how) {
            if (!dead) {
                end.complete(how);
            }
        }
    }

    private final class DyingAgent implements Agent {
        private final Agent agent;

        DyingAgent(Agent agent) {
            this.agent = agent;
        }

        @Override
        public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
            String what = "agent:" + task.getClass().getSimpleName();
            before(what);
            T answer = agent.call(task);
            after(what);
            return answer;
        }
    }
}
