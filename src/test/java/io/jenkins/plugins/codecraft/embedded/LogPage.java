package io.jenkins.plugins.codecraft.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * One page of {@code GetLogEvents}: at most 10,000 events or 1 MB. A token is a place between two events, by timestamp
 * and order of arrival, so an event that comes late with an early timestamp is behind a forward token and not seen by it.
 */
record LogPage(List<LogStore.Event> events, String forward, String backward) {
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int OVERHEAD = 26;

    /** Behind all events up to this one. */
    private record Place(long time, long sequence) {
        static Place after(LogStore.Event event) {
            return new Place(event.timestamp().toEpochMilli(), event.sequence());
        }

        static Place before(LogStore.Event event) {
            return new Place(event.timestamp().toEpochMilli(), event.sequence() - 1);
        }

        boolean isBefore(LogStore.Event event) {
            Comparator<Place> order = Comparator.comparingLong(Place::time).thenComparingLong(Place::sequence);
            return order.compare(this, after(event)) < 0;
        }

        String token(char direction) {
            return direction + "/" + String.format("%020d%036d", time, sequence) + "/s";
        }
    }

    /** The first page from a start of the window, or the last one. */
    static LogPage first(List<LogStore.Event> window, Instant start, boolean fromHead, int limit) {
        Place head = new Place(start.toEpochMilli(), 0);
        return fromHead ? forward(window, head, limit) : backward(window, new Place(Long.MAX_VALUE, 0), head, limit);
    }

    /**
     * The page that a token leads to.
     *
     * @throws AwsError {@code InvalidParameterException}
     */
    static LogPage next(List<LogStore.Event> window, String token, int limit) {
        if (!token.matches("[fb]/\\d{56}/s")) {
            throw new AwsError("InvalidParameterException", 400, "The specified nextToken is invalid.");
        }
        Place place = new Place(Long.parseLong(token.substring(2, 22)), Long.parseLong(token.substring(22, 58)));
        return token.charAt(0) == 'f' ? forward(window, place, limit) : backward(window, place, place, limit);
    }

    private static LogPage forward(List<LogStore.Event> window, Place from, int limit) {
        return page(fitting(window.subList(upTo(window, from), window.size()), limit), from);
    }

    private static LogPage backward(List<LogStore.Event> window, Place from, Place ifNone, int limit) {
        List<LogStore.Event> before = new ArrayList<>(window.subList(0, upTo(window, from)));
        Collections.reverse(before);
        List<LogStore.Event> events = new ArrayList<>(fitting(before, limit));
        Collections.reverse(events);
        return page(events, ifNone);
    }

    /** How many events are before a place; they are in order. */
    private static int upTo(List<LogStore.Event> events, Place place) {
        int from = 0;
        int to = events.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (place.isBefore(events.get(middle))) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    private static LogPage page(List<LogStore.Event> events, Place ifNone) {
        Place start = events.isEmpty() ? ifNone : Place.before(events.get(0));
        Place end = events.isEmpty() ? ifNone : Place.after(events.get(events.size() - 1));
        return new LogPage(events, end.token('f'), start.token('b'));
    }

    private static List<LogStore.Event> fitting(List<LogStore.Event> events, int limit) {
        int bytes = 0;
        int count = 0;
        while (count < events.size() && count < Math.min(limit, MOST_EVENTS)) {
            bytes += events.get(count).message().getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
            if (bytes > MOST_BYTES) {
                break;
            }
            count++;
        }
        return events.subList(0, count);
    }
}
