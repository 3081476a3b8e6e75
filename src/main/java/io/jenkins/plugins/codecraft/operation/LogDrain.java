package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.logs.LogCursor;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.Function;

/**
 * The rest of the log of a job that has ended. CloudWatch gets the last lines a little after SageMaker says so, so the
 * log is read until it was quiet twice.
 *
 * @param quiet how often in a row there was nothing to read
 * @param reads how often it was read
 */
public record LogDrain(LogCursor cursor, int quiet, int reads) implements Serializable {
    private static final Duration BETWEEN_READS = Duration.ofSeconds(2);
    private static final int ENOUGH_QUIET = 2;
    /** A log that never gets quiet doesn't hold the build: 1,000 reads are 4 GB. */
    private static final int MOST_READS = 1000;

    public static LogDrain from(LogCursor cursor) {
        return new LogDrain(cursor, 0, 0);
    }

    /** Whether nothing more is to be expected, or waited for. */
    public boolean over() {
        return quiet >= ENOUGH_QUIET || reads >= MOST_READS;
    }

    /**
     * Shows what there is to read.
     *
     * @param next the operation that goes on with what is left
     */
    public Progress read(JobLog log, Function<LogDrain, Operation> next) {
        JobLog.Shown shown = log.show(cursor);
        int nowQuiet = shown.lines() == 0 && !shown.more() ? quiet + 1 : 0;
        LogDrain left = new LogDrain(shown.cursor(), nowQuiet, reads + 1);
        return left.quiet >= ENOUGH_QUIET || shown.more()
                ? Progress.next(next.apply(left))
                : Progress.pause(next.apply(left), BETWEEN_READS);
    }
}
