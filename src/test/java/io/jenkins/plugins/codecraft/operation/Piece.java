package io.jenkins.plugins.codecraft.operation;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/** An operation for tests: a name, and what one advance does. */
record Piece(String name, Work work, Operation whenStopped, String inAws, boolean blocking) implements Operation {

    @FunctionalInterface
    interface Work extends Serializable {
        Progress advance(OperationContext context) throws IOException, InterruptedException;
    }

    static Piece of(String name, Work work) {
        return new Piece(name, work, new NothingToStop(), null, false);
    }

    static Piece done(String name) {
        return of(name, context -> Progress.done(Map.of("by", name)));
    }

    /** Where its work waits, it waits as itself, not as what the work names. */
    Piece asItself() {
        return new Piece(name, new Again(work), whenStopped, inAws, blocking).again();
    }

    private Piece again() {
        ((Again) work).self[0] = this;
        return this;
    }

    private record Again(Work work, Piece[] self) implements Work {
        Again(Work work) {
            this(work, new Piece[1]);
        }

        @Override
        public Progress advance(OperationContext context) throws IOException, InterruptedException {
            Progress progress = work.advance(context);
            return progress instanceof Progress.Waiting waiting
                    ? new Progress.Waiting(self[0], waiting.watch(), waiting.atMost())
                    : progress;
        }
    }

    Piece stoppedBy(Operation other) {
        return new Piece(name, work, other, inAws, blocking);
    }

    Piece running(String what) {
        return new Piece(name, work, whenStopped, what, blocking);
    }

    Piece takingLong() {
        return new Piece(name, work, whenStopped, inAws, true);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        return work.advance(context);
    }

    @Override
    public Operation stopping() {
        return whenStopped;
    }

    @Override
    public Optional<String> running() {
        return Optional.ofNullable(inAws);
    }

    @Override
    public String toString() {
        return name;
    }
}
