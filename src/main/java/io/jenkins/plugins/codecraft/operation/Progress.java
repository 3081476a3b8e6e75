package io.jenkins.plugins.codecraft.operation;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What became of one piece of work. */
public sealed interface Progress {

    /** There is more to do at once. The operation is saved first. */
    record Next(Operation operation) implements Progress {
        public Next {
            Objects.requireNonNull(operation, "operation");
        }
    }

    /**
     * There is nothing to do until a resource changes or some time has passed. The operation is saved if it changed.
     * At least one of the two is there.
     *
     * @param atMost how long to wait at most, if not until the change
     */
    record Waiting(Operation operation, Optional<Watch> watch, Optional<Duration> atMost) implements Progress {
        public Waiting {
            Objects.requireNonNull(operation, "operation");
            if (watch.isEmpty() && atMost.isEmpty()) {
                throw new IllegalArgumentException("nothing to wait for");
            }
        }
    }

    /**
     * The work is done.
     *
     * @param result strings, numbers, booleans, lists and maps of these
     */
    record Done(Map<String, Object> result) implements Progress {
        public Done {
            Objects.requireNonNull(result, "result");
        }
    }

    static Progress next(Operation operation) {
        return new Next(operation);
    }

    static Progress waitFor(Operation operation, Watch watch) {
        return new Waiting(operation, Optional.of(watch), Optional.empty());
    }

    static Progress waitFor(Operation operation, Watch watch, Duration atMost) {
        return new Waiting(operation, Optional.of(watch), Optional.of(atMost));
    }

    static Progress pause(Operation operation, Duration pause) {
        return new Waiting(operation, Optional.empty(), Optional.of(pause));
    }

    static Progress done(Map<String, Object> result) {
        return new Done(result);
    }
}
