package io.jenkins.plugins.codecraft.embedded;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * The log groups of CloudWatch Logs: in each region groups, in a group streams, in a stream events by timestamp. An event
 * may come late, with a timestamp before those that are there. Safe for threads.
 */
public final class LogStore {
    private final AwsClock clock;
    private final Map<String, NavigableMap<String, Group>> regions = new TreeMap<>();

    LogStore(AwsClock clock) {
        this.clock = clock;
    }

    /** One log line; times to the millisecond. */
    public record Event(Instant timestamp, String message, Instant ingested, long sequence) {}

    record Group(String name, Instant created, NavigableMap<String, Stream> streams) {}

    record Stream(String name, Instant created, List<Event> events) {
        Optional<Instant> first() {
            return events.isEmpty()
                    ? Optional.empty()
                    : Optional.of(events.get(0).timestamp());
        }

        Optional<Instant> last() {
            return events.isEmpty()
                    ? Optional.empty()
                    : Optional.of(events.get(events.size() - 1).timestamp());
        }
    }

    private final AtomicLong sequence = new AtomicLong();

    /** Creates a group; no matter if it is there. */
    public synchronized void createGroup(String region, String group) {
        groups(region).computeIfAbsent(group, name -> new Group(name, clock.now(), new TreeMap<>()));
    }

    /** Creates a stream and its group; no matter if they are there. */
    public synchronized void createStream(String region, String group, String stream) {
        createGroup(region, group);
        groups(region)
                .get(group)
                .streams()
                .computeIfAbsent(stream, name -> new Stream(name, clock.now(), new ArrayList<>()));
    }

    /** Appends a line with the time of now; the stream is created where it is missing. */
    public void put(String region, String group, String stream, String message) {
        put(region, group, stream, clock.now(), message);
    }

    /** Puts an event where its timestamp belongs, after those of the same time. */
    public synchronized void put(String region, String group, String stream, Instant timestamp, String message) {
        createStream(region, group, stream);
        List<Event> events = groups(region).get(group).streams().get(stream).events();
        Instant time = Instant.ofEpochMilli(timestamp.toEpochMilli());
        int at = events.size();
        while (at > 0 && events.get(at - 1).timestamp().isAfter(time)) {
            at--;
        }
        events.add(at, new Event(time, message, clock.now(), sequence.incrementAndGet()));
    }

    /**
     * Creates a stream of any length, whose lines are made when they are read. Nothing can be added to it.
     *
     * @param line gives the line of a number from 0 on, always the same
     */
    public synchronized void generate(String region, String group, String stream, int lines, IntFunction<String> line) {
        createGroup(region, group);
        Instant begin = Instant.ofEpochMilli(clock.now().toEpochMilli());
        List<Event> events = new GeneratedEvents(begin, lines, line);
        groups(region).get(group).streams().put(stream, new Stream(stream, begin, events));
    }

    /** A millisecond apart. */
    private static final class GeneratedEvents extends AbstractList<Event> implements RandomAccess {
        private final Instant begin;
        private final int size;
        private final IntFunction<String> line;

        GeneratedEvents(Instant begin, int size, IntFunction<String> line) {
            this.begin = begin;
            this.size = size;
            this.line = line;
        }

        @Override
        public Event get(int index) {
            Instant time = begin.plusMillis(index);
            return new Event(time, line.apply(index), time, index + 1L);
        }

        @Override
        public int size() {
            return size;
        }
    }

    /** The names of a group's streams; none where it is missing. */
    public synchronized List<String> streams(String region, String group) {
        return find(region, group)
                .map(found -> List.copyOf(found.streams().keySet()))
                .orElse(List.of());
    }

    /** The messages of a stream in order; none where it is missing. */
    public synchronized List<String> messages(String region, String group, String stream) {
        return find(region, group)
                .map(found -> found.streams().get(stream))
                .map(found -> found.events().stream().map(Event::message).toList())
                .orElse(List.of());
    }

    synchronized Optional<Group> find(String region, String group) {
        return Optional.ofNullable(groups(region).get(group));
    }

    NavigableMap<String, Group> groups(String region) {
        return regions.computeIfAbsent(region, name -> new TreeMap<>());
    }
}
