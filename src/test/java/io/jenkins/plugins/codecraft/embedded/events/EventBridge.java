package io.jenkins.plugins.codecraft.embedded.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import io.jenkins.plugins.codecraft.embedded.Shape;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * EventBridge: the rules of the default bus, whose targets are Lambda functions. Schedules never come by themselves; see
 * {@link #fire}.
 */
public final class EventBridge implements AwsService, EventBus {
    private static final Shape NAME = Shape.string().length(1, 64).pattern("[\\.\\-_A-Za-z0-9]+");
    private static final Shape PUT = Shape.struct()
            .required("Name", NAME)
            .optional("ScheduleExpression", Shape.string().length(0, 256))
            .optional("EventPattern", Shape.string().length(0, 4096))
            .optional("State", Shape.enumOf("ENABLED", "DISABLED"))
            .optional("Description", Shape.string().length(0, 512));
    private static final Shape TARGETS = Shape.struct()
            .required("Rule", NAME)
            .required(
                    "Targets",
                    Shape.list(Shape.struct()
                                    .required("Id", NAME)
                                    .required("Arn", Shape.string().length(1, 1600)))
                            .size(1, 100));
    private static final int MOST_RULES = 100;
    private static final String RATE = "rate\\((1 (minute|hour|day)|([2-9]|[1-9]\\d+) (minutes|hours|days))\\)";
    private static final String CRON = "cron\\(\\S+ \\S+ \\S+ \\S+ \\S+ \\S+\\)";

    private final AwsEnvironment environment;
    private final Map<String, Map<String, Rule>> regions = new ConcurrentHashMap<>();
    private final Map<String, FailingEntries> failing = new ConcurrentHashMap<>();

    /** How many calls are still to fail, and how. */
    private record FailingEntries(int calls, String code, String message) {}

    EventBridge(AwsEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String signingName() {
        return "events";
    }

    @Override
    public Protocol protocol() {
        return Protocol.AWS_JSON_1_1;
    }

    @Override
    public String resource(AwsRequest request) {
        JsonNode json = request.json();
        return json.path("Rule").asText(json.path("Name").asText(""));
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        String rule = request.operation().equals("ListRules")
                ? "*"
                : request.json().path("ResourceARN").asText(request.arn("rule/" + resource(request)));
        List<Permission> all = new ArrayList<>();
        all.add(Permission.of("events:" + request.operation(), rule));
        if (request.operation().equals("PutRule")
                && !request.json().path("Tags").isEmpty()) {
            all.add(Permission.of("events:TagResource", rule));
        }
        return all;
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        JsonNode json = request.json();
        return switch (request.operation()) {
            case "PutRule" -> put(request, json);
            case "DescribeRule" -> AwsResponse.json(require(request, "Name").describe());
            case "ListRules" -> list(request, json);
            case "DeleteRule" -> delete(request, json);
            case "EnableRule", "DisableRule" -> enable(request);
            case "PutTargets" -> putTargets(request, json);
            case "RemoveTargets" -> removeTargets(request, json);
            case "ListTargetsByRule" -> targets(request);
            case "ListRuleNamesByTarget" -> names(request, json);
            case "TagResource" -> tag(request, json);
            case "ListTagsForResource" -> tags(request, json);
            case "PutEvents" -> events(request, json);
            default ->
                throw new AwsError(
                        "UnknownOperationException",
                        400,
                        "The embedded AWS has no operation " + request.operation() + ".");
        };
    }

    private Map<String, Rule> rules(String region) {
        return regions.computeIfAbsent(region, any -> new ConcurrentHashMap<>());
    }

    private Rule require(AwsRequest request, String member) {
        String name = request.json().path(member).asText();
        return Optional.ofNullable(rules(request.region()).get(name))
                .orElseThrow(() -> missing("Rule " + name + " does not exist on EventBus default."));
    }

    private static AwsError missing(String message) {
        return new AwsError("ResourceNotFoundException", 400, message);
    }

    private AwsResponse put(AwsRequest request, JsonNode json) {
        PUT.validate(json);
        String schedule = json.path("ScheduleExpression").asText("");
        String pattern = json.path("EventPattern").asText("");
        if (schedule.isEmpty() && pattern.isEmpty()) {
            throw AwsError.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (!schedule.isEmpty() && !schedule.matches(RATE + "|" + CRON)) {
            throw AwsError.validation("Parameter ScheduleExpression is not valid.");
        }
        if (!pattern.isEmpty()) {
            validatePattern(pattern);
        }
        String name = json.get("Name").asText();
        Rule rule = rules(request.region()).computeIfAbsent(name, any -> {
            Rule made = new Rule(name, request.arn("rule/" + name));
            json.path("Tags").forEach(tag -> made.tags()
                    .put(tag.get("Key").asText(), tag.get("Value").asText()));
            return made;
        });
        rule.set(json);
        return AwsResponse.json(AwsJson.object().put("RuleArn", rule.arn()));
    }

    private static void validatePattern(String pattern) {
        try {
            new EventPattern(AwsJson.object(pattern.getBytes(StandardCharsets.UTF_8))).validate();
        } catch (AwsError broken) {
            throw new AwsError(
                    "InvalidEventPatternException", 400, "Event pattern is not valid. Reason: " + broken.getMessage());
        }
    }

    private AwsResponse list(AwsRequest request, JsonNode json) {
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray("Rules");
        String prefix = json.path("NamePrefix").asText("");
        List<Rule> found = new TreeMap<>(rules(request.region()))
                .values().stream()
                        .filter(rule -> rule.name().startsWith(prefix))
                        .toList();
        int from = json.path("NextToken").asInt(0);
        int to = Math.min(found.size(), from + Math.min(json.path("Limit").asInt(MOST_RULES), MOST_RULES));
        found.subList(from, to).forEach(rule -> list.add(rule.describe()));
        if (to < found.size()) {
            answer.put("NextToken", String.valueOf(to));
        }
        return AwsResponse.json(answer);
    }

    private AwsResponse delete(AwsRequest request, JsonNode json) {
        String name = json.path("Name").asText();
        Rule rule = rules(request.region()).get(name);
        if (rule != null && !rule.targets().isEmpty()) {
            throw AwsError.validation("Rule can't be deleted since it has targets.");
        }
        rules(request.region()).remove(name);
        return AwsResponse.ok();
    }

    private AwsResponse enable(AwsRequest request) {
        require(request, "Name").enable(request.operation().equals("EnableRule"));
        return AwsResponse.ok();
    }

    private AwsResponse putTargets(AwsRequest request, JsonNode json) {
        TARGETS.validate(json);
        Rule rule = require(request, "Rule");
        Optional<FailingEntries> failure = failure(request);
        if (failure.isPresent()) {
            return failed(failure.get(), json.get("Targets").findValuesAsText("Id"));
        }
        json.get("Targets")
                .forEach(target -> rule.targets().put(target.get("Id").asText(), target));
        return none();
    }

    @Override
    public void failEntries(String region, int calls, String code, String message) {
        failing.put(region, new FailingEntries(calls, code, message));
    }

    private Optional<FailingEntries> failure(AwsRequest request) {
        FailingEntries now = failing.computeIfPresent(
                request.region(),
                (region, entries) -> new FailingEntries(entries.calls() - 1, entries.code(), entries.message()));
        return Optional.ofNullable(now).filter(entries -> entries.calls() >= 0);
    }

    private static AwsResponse failed(FailingEntries failure, List<String> ids) {
        ObjectNode answer = AwsJson.object().put("FailedEntryCount", ids.size());
        ArrayNode entries = answer.putArray("FailedEntries");
        ids.forEach(id -> entries.addObject()
                .put("TargetId", id)
                .put("ErrorCode", failure.code())
                .put("ErrorMessage", failure.message()));
        return AwsResponse.json(answer);
    }

    private static AwsResponse none() {
        ObjectNode answer = AwsJson.object().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return AwsResponse.json(answer);
    }

    private AwsResponse removeTargets(AwsRequest request, JsonNode json) {
        Rule rule = require(request, "Rule");
        Optional<FailingEntries> failure = failure(request);
        if (failure.isPresent()) {
            List<String> ids = new ArrayList<>();
            json.path("Ids").forEach(id -> ids.add(id.asText()));
            return failed(failure.get(), ids);
        }
        json.path("Ids").forEach(id -> rule.targets().remove(id.asText()));
        return none();
    }

    private AwsResponse targets(AwsRequest request) {
        ObjectNode answer = AwsJson.object();
        new TreeMap<>(require(request, "Rule").targets()).values().forEach(answer.putArray("Targets")::add);
        return AwsResponse.json(answer);
    }

    private AwsResponse names(AwsRequest request, JsonNode json) {
        String arn = json.path("TargetArn").asText();
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray("RuleNames");
        new TreeMap<>(rules(request.region())).forEach((name, rule) -> {
            if (rule.targets().values().stream()
                    .anyMatch(target -> target.get("Arn").asText().equals(arn))) {
                list.add(name);
            }
        });
        return AwsResponse.json(answer);
    }

    private Rule byArn(AwsRequest request, JsonNode json) {
        String arn = json.path("ResourceARN").asText();
        return rules(request.region()).values().stream()
                .filter(rule -> rule.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> missing("Rule " + arn + " does not exist on EventBus default."));
    }

    private AwsResponse tag(AwsRequest request, JsonNode json) {
        Rule rule = byArn(request, json);
        json.path("Tags").forEach(tag -> rule.tags()
                .put(tag.get("Key").asText(), tag.get("Value").asText()));
        return AwsResponse.ok();
    }

    private AwsResponse tags(AwsRequest request, JsonNode json) {
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray("Tags");
        new TreeMap<>(byArn(request, json).tags())
                .forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return AwsResponse.json(answer);
    }

    private AwsResponse events(AwsRequest request, JsonNode json) {
        ObjectNode answer = AwsJson.object().put("FailedEntryCount", 0);
        ArrayNode entries = answer.putArray("Entries");
        json.path("Entries").forEach(entry -> {
            put(
                    request.region(),
                    entry.path("Source").asText(),
                    entry.path("DetailType").asText(),
                    AwsJson.object(entry.path("Detail").asText("{}").getBytes(StandardCharsets.UTF_8)),
                    List.of());
            entries.addObject().put("EventId", UUID.randomUUID().toString());
        });
        return AwsResponse.json(answer);
    }

    @Override
    public void put(String region, String source, String detailType, JsonNode detail, List<String> resources) {
        JsonNode event = event(region, source, detailType, detail, resources);
        rules(region).values().stream()
                .filter(Rule::isEnabled)
                .filter(rule ->
                        rule.pattern().filter(pattern -> pattern.matches(event)).isPresent())
                .forEach(rule -> invoke(region, rule, event));
    }

    @Override
    public void fire(String region, String rule) {
        Rule found = rules(region).get(rule);
        if (found == null || !found.isScheduled() || !found.isEnabled()) {
            throw new IllegalArgumentException("no enabled rule with a schedule: " + rule);
        }
        invoke(region, found, event(region, "aws.events", "Scheduled Event", AwsJson.object(), List.of(found.arn())));
    }

    private ObjectNode event(String region, String source, String type, JsonNode detail, List<String> resources) {
        ObjectNode event = AwsJson.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", type)
                .put("source", source)
                .put("account", environment.account())
                .put(
                        "time",
                        environment
                                .clock()
                                .now()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .put("region", region);
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        return event;
    }

    private void invoke(String region, Rule rule, JsonNode event) {
        Functions functions = environment.services().get(Functions.class);
        Functions.Source source = new Functions.Source("events.amazonaws.com", rule.arn(), environment.account());
        rule.targets().values().forEach(target -> {
            String input = target.path("Input").asText(event.toString());
            functions.send(source, region, target.get("Arn").asText(), input.getBytes(StandardCharsets.UTF_8));
        });
    }
}
