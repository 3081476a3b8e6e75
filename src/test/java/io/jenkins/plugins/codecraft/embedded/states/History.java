package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** The events of one execution. Safe for threads. */
final class History {
    private static final List<String> DATA = List.of("input", "output", "parameters");

    private final Supplier<Instant> clock;
    private final List<ObjectNode> events = new ArrayList<>();

    History(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** Adds an event and answers its id. */
    synchronized long add(String type, long previous, ObjectNode details) {
        ObjectNode event = AwsJson.object();
        event.put("timestamp", AwsJson.timestamp(clock.get()));
        event.put("type", type);
        event.put("id", events.size() + 1L);
        event.put("previousEventId", previous);
        if (!details.isEmpty()) {
            event.set(member(type), details);
        }
        events.add(event);
        return events.size();
    }

    synchronized long last() {
        return events.size();
    }

    private static String member(String type) {
        String what = type.endsWith("StateEntered")
                ? "stateEntered"
                : type.endsWith("StateExited")
                        ? "stateExited"
                        : Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return what + "EventDetails";
    }

    synchronized ArrayNode page(int from, int most, boolean reverse, boolean withData) {
        List<ObjectNode> all = new ArrayList<>(events);
        if (reverse) {
            Collections.reverse(all);
        }
        ArrayNode page = Data.NODES.arrayNode();
        for (ObjectNode event : all.subList(Math.min(from, all.size()), Math.min(from + most, all.size()))) {
            page.add(withData ? event : withoutData(event));
        }
        return page;
    }

    private static ObjectNode withoutData(ObjectNode event) {
        ObjectNode bare = event.deepCopy();
        bare.forEach(details -> {
            if (details instanceof ObjectNode object) {
                object.remove(DATA);
            }
        });
        return bare;
    }
}
