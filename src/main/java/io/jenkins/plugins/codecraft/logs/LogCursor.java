package io.jenkins.plugins.codecraft.logs;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the streams of a job have been read.
 *
 * @param tokens for each stream that is known the {@code nextForwardToken} of its last page, or "" before the first
 * @param last the stream that was read last; the next turn begins after it
 */
public record LogCursor(Map<String, String> tokens, String last) implements Serializable {

    public LogCursor {
        tokens = Map.copyOf(tokens);
    }

    public static LogCursor start() {
        return new LogCursor(Map.of(), "");
    }

    LogCursor with(String stream, String token) {
        SortedMap<String, String> more = new TreeMap<>(tokens);
        more.put(stream, token);
        return new LogCursor(more, stream);
    }

    LogCursor knowing(Iterable<String> streams) {
        SortedMap<String, String> more = new TreeMap<>(tokens);
        streams.forEach(stream -> more.putIfAbsent(stream, ""));
        return new LogCursor(more, last);
    }
}
