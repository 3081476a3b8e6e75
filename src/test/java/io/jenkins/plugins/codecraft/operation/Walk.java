package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Takes an operation from piece to piece to its end, without waiting, in the thread of a test. */
public final class Walk implements OperationContext {
    private static final int MOST_PIECES = 500;

    private final AwsSession session;
    private final Agent agent;
    private final List<String> printed = new ArrayList<>();

    public Walk(AwsSession session, Agent agent) {
        this.session = session;
        this.agent = agent;
    }

    /** @return the operation's result */
    public Map<String, Object> run(Operation first) throws IOException, InterruptedException {
        Progress progress = first.advance(this);
        for (int i = 0; i < MOST_PIECES; i++) {
            if (progress instanceof Progress.Done done) {
                return done.result();
            }
            progress = following(progress).advance(this);
        }
        throw new AssertionError("no end after " + MOST_PIECES + " pieces of work");
    }

    /** Goes on until an operation is the one that is looked for, and gives it, not yet advanced. */
    public Operation until(Operation first, Predicate<Operation> wanted) throws IOException, InterruptedException {
        Operation now = first;
        while (!wanted.test(now)) {
            now = following(now.advance(this));
        }
        return now;
    }

    private static Operation following(Progress progress) {
        if (progress instanceof Progress.Next next) {
            return next.operation();
        }
        if (progress instanceof Progress.Waiting waiting) {
            return waiting.operation();
        }
        throw new AssertionError("the operation has ended: " + progress);
    }

    /** What the console says so far. */
    public List<String> printed() {
        return List.copyOf(printed);
    }

    @Override
    public AwsSession aws() {
        return session;
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
                printed.add(text);
            }

            @Override
            public void line(String text) {
                printed.add("| " + text);
            }
        };
    }

    @Override
    public Wake wake() {
        return Wake.STARTED;
    }

    @Override
    public boolean restored() {
        return false;
    }
}
