package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Amazon CloudWatch Logs, as much of it as a reader of logs uses, and what fills it. */
final class CloudWatchLogs implements AwsService {
    private static final String INVALID = "InvalidParameterException";
    private static final Shape GROUP = Shape.string().length(1, 512).pattern("[\\.\\-_/#A-Za-z0-9]+");
    private static final Shape STREAM = Shape.string().length(1, 512).pattern("[^:*]*");
    private static final Shape TIME = Shape.number().min(0);
    private static final Shape PAGE = Shape.number().range(1, 50);
    private static final Shape EVENTS = Shape.number().range(1, 10_000);
    private static final Shape NAMED = Shape.struct().optional("logGroupName", GROUP);
    private static final Map<String, Shape> SHAPES = Map.of(
            "CreateLogGroup", Shape.struct().required("logGroupName", GROUP),
            "DeleteLogGroup", Shape.struct().required("logGroupName", GROUP),
            "CreateLogStream", Shape.struct().required("logGroupName", GROUP).required("logStreamName", STREAM),
            "PutLogEvents",
                    Shape.struct()
                            .required("logGroupName", GROUP)
                            .required("logStreamName", STREAM)
                            .required(
                                    "logEvents",
                                    Shape.list(Shape.struct()
                                                    .required("timestamp", TIME)
                                                    .required(
                                                            "message",
                                                            Shape.string().length(1, 1_048_576)))
                                            .size(1, 10_000)),
            "DescribeLogGroups",
                    Shape.struct().optional("logGroupNamePrefix", GROUP).optional("limit", PAGE),
            "DescribeLogStreams",
                    NAMED.optional("logStreamNamePrefix", STREAM)
                            .optional("orderBy", Shape.enumOf("LogStreamName", "LastEventTime"))
                            .optional("descending", Shape.bool())
                            .optional("limit", PAGE),
            "GetLogEvents",
                    NAMED.required("logStreamName", STREAM)
                            .optional("startTime", TIME)
                            .optional("endTime", TIME)
                            .optional("startFromHead", Shape.bool())
                            .optional("limit", EVENTS),
            "FilterLogEvents",
                    NAMED.optional("logStreamNamePrefix", STREAM)
                            .optional("logStreamNames", Shape.list(STREAM).size(1, 100))
                            .optional("startTime", TIME)
                            .optional("endTime", TIME)
                            .optional("filterPattern", Shape.string().length(0, 1024))
                            .optional("limit", EVENTS));

    private final LogStore store;
    private final AwsClock clock;

    CloudWatchLogs(AwsEnvironment environment) {
        this.store = environment.logs();
        this.clock = environment.clock();
    }

    @Override
    public String signingName() {
        return "logs";
    }

    @Override
    public Protocol protocol() {
        return Protocol.AWS_JSON_1_1;
    }

    @Override
    public String resource(AwsRequest request) {
        String stream = request.json().path("logStreamName").asText("");
        return request.json().path("logGroupName").asText("") + (stream.isEmpty() ? "" : ":" + stream);
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        String group = request.json().path("logGroupName").asText("");
        return Permission.ofOperation(
                "logs",
                request,
                group.isEmpty()
                        ? "*"
                        : request.arn("log-group:" + group + ":log-stream:"
                                + request.json().path("logStreamName").asText("")));
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        Shape shape = SHAPES.get(request.operation());
        if (shape == null) {
            throw protocol().unknownOperation();
        }
        shape.validate(request.json(), INVALID);
        synchronized (store) {
            return switch (request.operation()) {
                case "CreateLogGroup" -> createGroup(request);
                case "DeleteLogGroup" -> deleteGroup(request);
                case "CreateLogStream" -> createStream(request);
                case "PutLogEvents" -> putEvents(request);
                case "DescribeLogGroups" -> describeGroups(request);
                case "DescribeLogStreams" -> describeStreams(request);
                case "GetLogEvents" -> getEvents(request);
                default -> filterEvents(request);
            };
        }
    }

    private AwsResponse createGroup(AwsRequest request) {
        String name = text(request, "logGroupName");
        if (store.find(request.region(), name).isPresent()) {
            throw new AwsError("ResourceAlreadyExistsException", 400, "The specified log group already exists");
        }
        store.createGroup(request.region(), name);
        return AwsResponse.empty();
    }

    private AwsResponse deleteGroup(AwsRequest request) {
        group(request);
        store.groups(request.region()).remove(text(request, "logGroupName"));
        return AwsResponse.empty();
    }

    private AwsResponse createStream(AwsRequest request) {
        LogStore.Group group = group(request);
        String name = text(request, "logStreamName");
        if (group.streams().containsKey(name)) {
            throw new AwsError("ResourceAlreadyExistsException", 400, "The specified log stream already exists");
        }
        store.createStream(request.region(), group.name(), name);
        return AwsResponse.empty();
    }

    private AwsResponse putEvents(AwsRequest request) {
        LogStore.Stream stream = stream(request);
        Instant newest = clock.now().plus(Duration.ofHours(2));
        for (JsonNode event : request.json().get("logEvents")) {
            Instant time = Instant.ofEpochMilli(event.get("timestamp").asLong());
            if (time.isBefore(newest)) {
                store.put(
                        request.region(),
                        text(request, "logGroupName"),
                        stream.name(),
                        time,
                        event.get("message").asText());
            }
        }
        return AwsResponse.json(AwsJson.object().put("nextSequenceToken", Tokens.random(56)));
    }

    private AwsResponse describeGroups(AwsRequest request) {
        String prefix = text(request, "logGroupNamePrefix");
        List<LogStore.Group> groups = store.groups(request.region()).values().stream()
                .filter(group -> group.name().startsWith(prefix))
                .toList();
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray("logGroups");
        for (LogStore.Group group : page(groups, request, answer)) {
            String arn = request.arn("log-group:" + group.name());
            list.addObject()
                    .put("logGroupName", group.name())
                    .put("creationTime", group.created().toEpochMilli())
                    .put("metricFilterCount", 0)
                    .put("arn", arn + ":*")
                    .put("logGroupArn", arn)
                    .put("storedBytes", 0);
        }
        return AwsResponse.json(answer);
    }

    private AwsResponse describeStreams(AwsRequest request) {
        String prefix = text(request, "logStreamNamePrefix");
        boolean byTime = text(request, "orderBy").equals("LastEventTime");
        if (byTime && !prefix.isEmpty()) {
            throw new AwsError(INVALID, 400, "Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        LogStore.Group group = group(request);
        List<LogStore.Stream> streams = new ArrayList<>(group.streams().values());
        streams.removeIf(stream -> !stream.name().startsWith(prefix));
        if (byTime) {
            streams.sort(Comparator.comparing(stream -> stream.last().orElse(Instant.EPOCH)));
        }
        if (request.json().path("descending").asBoolean()) {
            Collections.reverse(streams);
        }
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray("logStreams");
        for (LogStore.Stream stream : page(streams, request, answer)) {
            describe(list.addObject(), stream)
                    .put("arn", request.arn("log-group:" + group.name() + ":log-stream:" + stream.name()));
        }
        return AwsResponse.json(answer);
    }

    private static ObjectNode describe(ObjectNode node, LogStore.Stream stream) {
        node.put("logStreamName", stream.name())
                .put("creationTime", stream.created().toEpochMilli());
        stream.first().ifPresent(time -> node.put("firstEventTimestamp", time.toEpochMilli()));
        stream.last().ifPresent(time -> node.put("lastEventTimestamp", time.toEpochMilli()));
        stream.events().stream()
                .map(LogStore.Event::ingested)
                .max(Comparator.naturalOrder())
                .ifPresent(time -> node.put("lastIngestionTime", time.toEpochMilli()));
        return node.put("storedBytes", 0);
    }

    private AwsResponse getEvents(AwsRequest request) {
        JsonNode json = request.json();
        List<LogStore.Event> all = stream(request).events();
        boolean windowed = json.hasNonNull("startTime") || json.hasNonNull("endTime");
        List<LogStore.Event> window =
                windowed ? all.stream().filter(window(request)).toList() : all;
        int limit = json.path("limit").asInt(10_000);
        Instant start = Instant.ofEpochMilli(json.path("startTime").asLong(0));
        LogPage page = json.hasNonNull("nextToken")
                ? LogPage.next(window, text(request, "nextToken"), limit)
                : LogPage.first(window, start, json.path("startFromHead").asBoolean(), limit);
        ObjectNode answer = AwsJson.object();
        ArrayNode events = answer.putArray("events");
        page.events().forEach(event -> describe(events.addObject(), event));
        answer.put("nextForwardToken", page.forward()).put("nextBackwardToken", page.backward());
        return AwsResponse.json(answer);
    }

    private record Found(String stream, LogStore.Event event) {}

    private AwsResponse filterEvents(AwsRequest request) {
        LogFilter filter = LogFilter.of(text(request, "filterPattern"));
        List<Found> found = new ArrayList<>();
        for (LogStore.Stream stream : searched(request)) {
            stream.events().stream()
                    .filter(window(request))
                    .filter(event -> filter.test(event.message()))
                    .forEach(event -> found.add(new Found(stream.name(), event)));
        }
        found.sort(Comparator.comparing((Found match) -> match.event().timestamp())
                .thenComparing(match -> match.event().sequence()));
        ObjectNode answer = AwsJson.object();
        ArrayNode events = answer.putArray("events");
        for (Found match : page(found, request, answer, 10_000)) {
            describe(events.addObject(), match.event())
                    .put("logStreamName", match.stream())
                    .put("eventId", String.format("%056d", match.event().sequence()));
        }
        answer.putArray("searchedLogStreams");
        return AwsResponse.json(answer);
    }

    private List<LogStore.Stream> searched(AwsRequest request) {
        LogStore.Group group = group(request);
        String prefix = text(request, "logStreamNamePrefix");
        JsonNode names = request.json().path("logStreamNames");
        if (!prefix.isEmpty() && !names.isMissingNode()) {
            throw new AwsError(INVALID, 400, "logStreamNames and logStreamNamePrefix cannot be used together.");
        }
        if (names.isMissingNode()) {
            return group.streams().values().stream()
                    .filter(stream -> stream.name().startsWith(prefix))
                    .toList();
        }
        List<LogStore.Stream> streams = new ArrayList<>();
        names.forEach(name -> streams.add(stream(group, name.asText())));
        return streams;
    }

    private static Predicate<LogStore.Event> window(AwsRequest request) {
        long start = request.json().path("startTime").asLong(0);
        long end = request.json().path("endTime").asLong(Long.MAX_VALUE);
        return event ->
                event.timestamp().toEpochMilli() >= start && event.timestamp().toEpochMilli() < end;
    }

    private static ObjectNode describe(ObjectNode node, LogStore.Event event) {
        return node.put("timestamp", event.timestamp().toEpochMilli())
                .put("message", event.message())
                .put("ingestionTime", event.ingested().toEpochMilli());
    }

    private static <T> List<T> page(List<T> all, AwsRequest request, ObjectNode answer) {
        return page(all, request, answer, 50);
    }

    private static <T> List<T> page(List<T> all, AwsRequest request, ObjectNode answer, int usual) {
        String token = text(request, "nextToken");
        if (!token.matches("\\d{0,9}")) {
            throw new AwsError(INVALID, 400, "The specified nextToken is invalid.");
        }
        int from = Math.min(token.isEmpty() ? 0 : Integer.parseInt(token), all.size());
        int to = Math.min(from + request.json().path("limit").asInt(usual), all.size());
        if (to < all.size()) {
            answer.put("nextToken", String.valueOf(to));
        }
        return all.subList(from, to);
    }

    private LogStore.Group group(AwsRequest request) {
        String name = text(request, "logGroupName");
        String identifier = text(request, "logGroupIdentifier");
        if (name.isEmpty() && identifier.isEmpty()) {
            throw new AwsError(
                    INVALID,
                    400,
                    "1 validation error detected: Value null at 'logGroupName' failed to satisfy"
                            + " constraint: Member must not be null");
        }
        String wanted = name.isEmpty() ? identifier.replaceFirst("^arn:.*:log-group:", "") : name;
        return store.find(request.region(), wanted)
                .orElseThrow(() ->
                        new AwsError("ResourceNotFoundException", 400, "The specified log group does not exist."));
    }

    private LogStore.Stream stream(AwsRequest request) {
        return stream(group(request), text(request, "logStreamName"));
    }

    private static LogStore.Stream stream(LogStore.Group group, String name) {
        LogStore.Stream stream = group.streams().get(name);
        if (stream == null) {
            throw new AwsError("ResourceNotFoundException", 400, "The specified log stream does not exist.");
        }
        return stream;
    }

    private static String text(AwsRequest request, String name) {
        return request.json().path(name).asText("");
    }
}
