package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.logs.LogCursor;
import io.jenkins.plugins.codecraft.logs.LogLine;
import io.jenkins.plugins.codecraft.logs.LogTail;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.function.Consumer;

/** The log of one job of SageMaker on the build's console. */
public final class JobLog {
    private static final int LAST_LINES = 50;

    private final OperationContext context;
    private final LogTail tail;
    private final Consumer<LogLine> reader;

    public JobLog(LogTail tail, OperationContext context) {
        this(tail, context, line -> {});
    }

    /** @param reader gets each line that is shown */
    public JobLog(LogTail tail, OperationContext context, Consumer<LogLine> reader) {
        this.context = context;
        this.tail = tail;
        this.reader = reader;
    }

    /**
     * How far it was shown.
     *
     * @param lines how many lines were shown
     * @param more whether there is more to read right away
     */
    public record Shown(LogCursor cursor, int lines, boolean more) {}

    /** Shows what came after a place, of a job that runs on: gives way to those whose jobs have ended. */
    public Shown follow(LogCursor cursor) {
        return context.givingWay(() -> show(cursor));
    }

    /** Shows what came after a place. */
    public Shown show(LogCursor cursor) {
        LogTail.Batch batch = tail.read(cursor);
        if (context.restored() && !batch.lines().isEmpty()) {
            resumed(context.console());
        }
        boolean several = batch.cursor().tokens().size() > 1;
        batch.lines().forEach(line -> print(line, several));
        return new Shown(batch.cursor(), batch.lines().size(), batch.more());
    }

    /** What was shown but not saved before a restart is shown again. */
    public static void resumed(Console console) {
        console.event(Words.of(JobLog.class, "resumedSomeLines"));
    }

    /** Shows the last lines of each stream. */
    public void showLast() {
        var lines = tail.last(LAST_LINES);
        boolean several = lines.stream().map(LogLine::stream).distinct().count() > 1;
        lines.forEach(line -> print(line, several));
    }

    private void print(LogLine line, boolean several) {
        context.console().line(several ? "[" + tail.shortName(line.stream()) + "] " + line.text() : line.text());
        reader.accept(line);
    }
}
