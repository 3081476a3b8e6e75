package io.jenkins.plugins.codecraft.logs;

import io.jenkins.plugins.codecraft.aws.CallPostponed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Reads the log streams of one job from where it was left, by {@code GetLogEvents} with its forward tokens, so that
 * each event comes once and, within its stream, in order. What is read in one go comes merged by time.
 *
 * @param prefix what the names of the job's streams begin with
 * @param streams how many streams there will be; more are found as well, if they come before the last of these
 */
public record LogTail(CloudWatchLogsClient client, String group, String prefix, int streams) {
    /** A page holds 1 MB at most, so this bounds what is in memory. */
    private static final int PAGES_AT_ONCE = 4;

    /**
     * What was read.
     *
     * @param more whether there is more to read right away
     */
    public record Batch(LogCursor cursor, List<LogLine> lines, boolean more) {
        public Batch {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Reads on.
     *
     * @throws CallPostponed if not even one page may be read now
     */
    public Batch read(LogCursor from) {
        Reading reading = new Reading(discover(from));
        for (String stream : inTurn(reading.cursor)) {
            if (!reading.readToEnd(stream)) {
                break;
            }
        }
        return new Batch(reading.cursor, merged(reading.lines), reading.more);
    }

    /** The last lines of every stream, oldest first. */
    public List<LogLine> last(int linesOfEach) {
        List<LogLine> lines = new ArrayList<>();
        for (String stream : discover(LogCursor.start()).tokens().keySet()) {
            GetLogEventsResponse page = client.getLogEvents(request -> request.logGroupName(group)
                    .logStreamName(stream)
                    .startFromHead(false)
                    .limit(linesOfEach));
            add(lines, stream, page.events());
        }
        return merged(lines);
    }

    /** By time, except that a stream's own order stays, whatever times its program gave. */
    private static List<LogLine> merged(List<LogLine> lines) {
        Map<String, Instant> latest = new HashMap<>();
        Map<LogLine, Instant> places = new IdentityHashMap<>();
        lines.forEach(line -> places.put(
                line, latest.merge(line.stream(), line.time(), (before, now) -> now.isAfter(before) ? now : before)));
        List<LogLine> merged = new ArrayList<>(lines);
        merged.sort(Comparator.comparing(places::get));
        return merged;
    }

    /** Such as {@code algo-1} for {@code job/algo-1-1700000000}. */
    public String shortName(String stream) {
        String name = stream.startsWith(prefix) ? stream.substring(prefix.length()) : stream;
        return name.replaceFirst("-\\d{6,}$", "");
    }

    private LogCursor discover(LogCursor cursor) {
        if (cursor.tokens().size() >= streams) {
            return cursor;
        }
        SortedSet<String> found = new TreeSet<>();
        String token = null;
        try {
            do {
                String next = token;
                DescribeLogStreamsResponse page = client.describeLogStreams(request ->
                        request.logGroupName(group).logStreamNamePrefix(prefix).nextToken(next));
                page.logStreams().forEach(stream -> found.add(stream.logStreamName()));
                token = page.nextToken();
            } while (token != null);
        } catch (ResourceNotFoundException notYet) {
            return cursor; // the group comes with the first line of the first job of the account
        }
        return cursor.knowing(found);
    }

    private static List<String> inTurn(LogCursor cursor) {
        TreeSet<String> names = new TreeSet<>(cursor.tokens().keySet());
        List<String> order = new ArrayList<>(names.tailSet(cursor.last(), false));
        order.addAll(names.headSet(cursor.last(), true));
        return order;
    }

    private static void add(List<LogLine> lines, String stream, List<OutputLogEvent> events) {
        events.forEach(event -> lines.add(LogLine.of(stream, event.timestamp(), event.message())));
    }

    /** One go over the streams. */
    private final class Reading {
        private LogCursor cursor;
        private final List<LogLine> lines = new ArrayList<>();
        private int pages;
        private boolean more;

        Reading(LogCursor cursor) {
            this.cursor = cursor;
        }

        /** Whether there is room to read another stream. */
        boolean readToEnd(String stream) {
            while (true) {
                if (pages >= PAGES_AT_ONCE) {
                    more = true;
                    return false;
                }
                String token = cursor.tokens().get(stream);
                GetLogEventsResponse page;
                try {
                    page = page(stream, token);
                } catch (CallPostponed postponed) {
                    if (pages == 0) {
                        throw postponed;
                    }
                    more = true; // what was read is not to be read again
                    return false;
                } catch (ResourceNotFoundException deleted) {
                    return true; // by somebody else; the job itself is none the worse for it
                }
                add(lines, stream, page.events());
                cursor = cursor.with(stream, page.nextForwardToken());
                if (page.nextForwardToken().equals(token)) {
                    return true; // a page without events alone is not the end of a stream
                }
                pages++;
            }
        }

        private GetLogEventsResponse page(String stream, String token) {
            return client.getLogEvents(request -> request.logGroupName(group)
                    .logStreamName(stream)
                    .startFromHead(true)
                    .nextToken(token.isEmpty() ? null : token));
        }
    }
}
