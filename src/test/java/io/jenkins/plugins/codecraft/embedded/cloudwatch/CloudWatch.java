package io.jenkins.plugins.codecraft.embedded.cloudwatch;

import io.jenkins.plugins.codecraft.embedded.AwsClock;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * CloudWatch's alarms, in the AWS query protocol. Nothing is measured: an alarm has the state that it was given, by
 * {@code SetAlarmState} or by a test.
 *
 * <pre>{@code
 * aws.service(CloudWatch.class).alarm("us-east-1", "iris-5xx", Alarm.State.OK);
 * }</pre>
 */
public final class CloudWatch implements AwsService {
    private static final int MOST_RECORDS = 100;

    private final String account;
    private final AwsClock clock;
    private final Map<String, Map<String, Alarm>> regions = new ConcurrentHashMap<>();

    CloudWatch(AwsEnvironment environment) {
        account = environment.account();
        clock = environment.clock();
    }

    /** Gives an alarm a state; it is created where it is missing. */
    public void alarm(String region, String name, Alarm.State state) {
        String reason = "Threshold crossed: the state was set to " + state + ".";
        alarms(region)
                .compute(
                        name,
                        (key, there) -> there == null
                                ? new Alarm(
                                        key, arn(region, key), "AWS/SageMaker", "Errors", state, reason, clock.now())
                                : there.with(state, reason, clock.now()));
    }

    /** The state of an alarm; empty if there is none of that name. */
    public Optional<Alarm.State> state(String region, String name) {
        return Optional.ofNullable(alarms(region).get(name)).map(Alarm::state);
    }

    private Map<String, Alarm> alarms(String region) {
        return regions.computeIfAbsent(region, key -> new ConcurrentHashMap<>());
    }

    private String arn(String region, String name) {
        return "arn:aws:cloudwatch:" + region + ":" + account + ":alarm:" + name;
    }

    @Override
    public String signingName() {
        return "monitoring";
    }

    @Override
    public Protocol protocol() {
        return Protocol.QUERY;
    }

    @Override
    public String resource(AwsRequest request) {
        return request.form("AlarmName").orElse("");
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        return List.of(Permission.of("cloudwatch:" + request.operation(), "*"));
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        return switch (request.operation()) {
            case "DescribeAlarms" -> describe(request);
            case "PutMetricAlarm" -> put(request);
            case "SetAlarmState" -> set(request);
            case "DeleteAlarms" -> delete(request);
            default ->
                throw new AwsError(
                        "InvalidAction",
                        400,
                        "Could not find operation " + request.operation() + " for version 2010-08-01");
        };
    }

    private AwsResponse describe(AwsRequest request) {
        int most = request.form("MaxRecords").map(CloudWatch::number).orElse(50);
        if (most < 1 || most > MOST_RECORDS) {
            throw invalid("Value '" + most + "' at 'maxRecords' failed to satisfy constraint: Member must have value"
                    + (most < 1 ? " greater than or equal to 1" : " less than or equal to 100"));
        }
        List<String> names = members(request, "AlarmNames");
        if (names.size() > MOST_RECORDS) {
            throw invalid("Value at 'alarmNames' failed to satisfy constraint: Member must have length less than or"
                    + " equal to 100");
        }
        List<String> types = members(request, "AlarmTypes");
        boolean metric = types.isEmpty() || types.contains("MetricAlarm");
        Optional<String> prefix = request.form("AlarmNamePrefix");
        Optional<String> state = request.form("StateValue");
        String token = request.form("NextToken").orElse("");
        List<Alarm> found = metric ? new ArrayList<>(new TreeMap<>(alarms(request.region())).values()) : List.of();
        List<Alarm> wanted = found.stream()
                .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
                .filter(alarm -> alarm.name().startsWith(prefix.orElse("")))
                .filter(alarm ->
                        state.isEmpty() || state.get().equals(alarm.state().name()))
                .filter(alarm -> alarm.name().compareTo(token) > 0)
                .toList();
        List<Alarm> page = wanted.subList(0, Math.min(most, wanted.size()));
        StringBuilder result = new StringBuilder("<CompositeAlarms/><MetricAlarms>");
        page.forEach(alarm -> result.append(alarm.xml()));
        result.append("</MetricAlarms>");
        if (page.size() < wanted.size()) {
            result.append(
                    QueryXml.element("NextToken", page.get(page.size() - 1).name()));
        }
        return QueryXml.answer(request, result.toString());
    }

    private AwsResponse put(AwsRequest request) {
        String name = required(request, "AlarmName");
        required(request, "ComparisonOperator");
        required(request, "EvaluationPeriods");
        String namespace = request.form("Namespace").orElse("");
        String metric = request.form("MetricName").orElse("");
        String reason = "Unchecked: Initial alarm creation";
        alarms(request.region())
                .computeIfAbsent(
                        name,
                        key -> new Alarm(
                                key,
                                arn(request.region(), key),
                                namespace,
                                metric,
                                Alarm.State.INSUFFICIENT_DATA,
                                reason,
                                clock.now()));
        return QueryXml.answer(request, "");
    }

    private AwsResponse set(AwsRequest request) {
        String name = required(request, "AlarmName");
        String reason = required(request, "StateReason");
        String value = required(request, "StateValue");
        if (!Set.of("OK", "ALARM", "INSUFFICIENT_DATA").contains(value)) {
            throw invalid("Value '" + value + "' at 'stateValue' failed to satisfy constraint: Member must satisfy enum"
                    + " value set: [INSUFFICIENT_DATA, ALARM, OK]");
        }
        Alarm.State state = Alarm.State.valueOf(value);
        if (alarms(request.region()).computeIfPresent(name, (key, alarm) -> alarm.with(state, reason, clock.now()))
                == null) {
            throw new AwsError("ResourceNotFound", 404, "Alarm " + name + " does not exist.");
        }
        return QueryXml.answer(request, "");
    }

    private AwsResponse delete(AwsRequest request) {
        members(request, "AlarmNames").forEach(alarms(request.region())::remove);
        return QueryXml.answer(request, "");
    }

    private static List<String> members(AwsRequest request, String list) {
        return Stream.iterate(1, n -> n + 1)
                .map(n -> request.form(list + ".member." + n))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }

    private static String required(AwsRequest request, String name) {
        return request.form(name)
                .orElseThrow(() ->
                        new AwsError("MissingParameter", 400, "The request must contain the parameter " + name + "."));
    }

    private static int number(String text) {
        if (!text.matches("-?\\d{1,9}")) {
            throw new AwsError("MalformedInput", 400, "'" + text + "' is not an integer");
        }
        return Integer.parseInt(text);
    }

    private static AwsError invalid(String message) {
        return new AwsError("ValidationError", 400, "1 validation error detected: " + message);
    }
}
