package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.logs.LogCursor;
import io.jenkins.plugins.codecraft.logs.LogLine;
import io.jenkins.plugins.codecraft.logs.LogTail;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import java.io.IOException;

/** The log of one training job on the build's console. */
final class JobLog {
    private static final int LAST_LINES = 50;

    private final OperationContext context;
    private final LogTail tail;

    JobLog(TrainingJob job, OperationContext context) throws IOException, InterruptedException {
        this.context = context;
        this.tail = job.logTail(context.aws().cloudWatchLogs());
    }

    /** @param lines how many lines were shown */
    record Shown(LogCursor cursor, int lines, boolean more) {}

    Shown show(LogCursor cursor) {
        LogTail.Batch batch = tail.read(cursor);
        if (context.restored() && !batch.lines().isEmpty()) {
            resumed(context.console());
        }
        boolean several = batch.cursor().tokens().size() > 1;
        batch.lines().forEach(line -> print(line, several));
        return new Shown(batch.cursor(), batch.lines().size(), batch.more());
    }

    /** What was shown but not saved before a restart is shown again. */
    static void resumed(Console console) {
        console.event("Resumed; some of the lines that follow may be above already");
    }

    void showLast() {
        var lines = tail.last(LAST_LINES);
        boolean several = lines.stream().map(LogLine::stream).distinct().count() > 1;
        lines.forEach(line -> print(line, several));
    }

    private void print(LogLine line, boolean several) {
        context.console().line(several ? "[" + tail.shortName(line.stream()) + "] " + line.text() : line.text());
    }
}
