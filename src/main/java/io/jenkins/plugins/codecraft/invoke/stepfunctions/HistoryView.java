package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * What was seen of an execution's history, so that what comes later can be told: events name the state that they are
 * about only by the event before them.
 *
 * @param last the id of the last event that was seen
 * @param states by the ids of events; the newest only
 */
record HistoryView(long last, TreeMap<Long, OpenState> states) implements Serializable {
    private static final int MOST_STATES = 100;

    HistoryView {
        states = new TreeMap<>(states);
        while (states.size() > MOST_STATES) {
            states.pollFirstEntry();
        }
    }

    static HistoryView from(long last) {
        return new HistoryView(last, new TreeMap<>());
    }

    /** @param lines what is to be told of the events, one for each that matters */
    record Seen(HistoryView view, List<Line> lines) {}

    /** What happened when. */
    record Line(Instant time, String text) {}

    /** Takes the events that come after the last one seen, the oldest first. */
    Seen with(List<HistoryEvent> events) {
        TreeMap<Long, OpenState> now = new TreeMap<>(states);
        List<Line> lines = new ArrayList<>();
        long newest = last;
        for (HistoryEvent event : events) {
            told(event, now).ifPresent(text -> lines.add(new Line(event.timestamp(), text)));
            if (!isEnd(event)) {
                newest = Math.max(newest, event.id()); // the end is seen until DescribeExecution tells of it too
            }
        }
        return new Seen(new HistoryView(newest, now), Collections.unmodifiableList(lines));
    }

    static boolean isEnd(HistoryEvent event) {
        return event.typeAsString().matches("Execution(Succeeded|Failed|TimedOut|Aborted)");
    }

    /** The state that an event is about; nothing if it is too long ago. */
    Optional<String> state(HistoryEvent event) {
        return Optional.ofNullable(states.get(event.previousEventId())).map(OpenState::name);
    }

    private static Optional<String> told(HistoryEvent event, TreeMap<Long, OpenState> states) {
        String type = event.typeAsString();
        OpenState before = states.get(event.previousEventId());
        if (type.endsWith("StateEntered")) {
            OpenState entered = new OpenState(event.stateEnteredEventDetails().name(), event.timestamp(), 0);
            states.put(event.id(), entered);
            return Optional.of(Words.of(HistoryView.class, "entered", entered.name()));
        }
        if (type.endsWith("StateExited")) {
            return Optional.of(left(event, before));
        }
        if (type.equals("ExecutionRedriven")) {
            return Optional.of("redriven");
        }
        if (before == null) {
            return HistoryError.of(event).map(error -> Words.of(HistoryView.class, "failed", error));
        }
        OpenState after =
                type.endsWith("Scheduled") || type.equals("ParallelStateStarted") || type.equals("MapStateStarted")
                        ? before.attempted()
                        : before;
        states.put(event.id(), after);
        if (after.attempts() > 1 && after != before) {
            return Optional.of(Words.of(HistoryView.class, "retriedAttempt", after.name(), after.attempts()));
        }
        return HistoryError.of(event).map(error -> Words.of(HistoryView.class, "failed2", before.name(), error));
    }

    private static String left(HistoryEvent event, OpenState before) {
        String name = event.stateExitedEventDetails().name();
        if (before == null || !before.name().equals(name)) {
            return Words.of(HistoryView.class, "left", name);
        }
        return Words.of(
                HistoryView.class,
                "leftAfter",
                name,
                Durations.words(Duration.between(before.entered(), event.timestamp())));
    }
}
