package io.jenkins.plugins.codecraft.deploy.rollout;

import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** CloudWatch alarms by their names, as {@code DescribeAlarms} shows them: one call for all of them. */
public record Alarms(CloudWatchClient client) {

    /** What CloudWatch says of one alarm. */
    private record State(boolean alarms, String reason) {}

    /**
     * To be asked before anything is changed: a rollout that watches an alarm which does not exist watches nothing, and
     * one that begins while an alarm is on would go back at once.
     *
     * @throws OperationFailure that names those that are missing or on
     */
    public void requireReady(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        Map<String, State> states = states(names);
        List<String> missing =
                names.stream().filter(name -> !states.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new OperationFailure(Words.of(Alarms.class, "thereNoCloudwatch", String.join(", ", missing)));
        }
        firstOn(names, states).ifPresent(words -> {
            throw new OperationFailure(Words.of(Alarms.class, "beforeAnythingWas", words));
        });
    }

    /** Which alarm is on, in words; nothing if none is. */
    public Optional<String> on(List<String> names) {
        return names.isEmpty() ? Optional.empty() : firstOn(names, states(names));
    }

    private static Optional<String> firstOn(List<String> names, Map<String, State> states) {
        return names.stream()
                .filter(name -> states.containsKey(name) && states.get(name).alarms())
                .findFirst()
                .map(name -> Words.of(
                        Alarms.class, "alarmWas", name, states.get(name).reason()));
    }

    private Map<String, State> states(List<String> names) {
        DescribeAlarmsResponse response = client.describeAlarms(request -> request.alarmNames(names)
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                .maxRecords(100));
        Map<String, State> states = new TreeMap<>();
        response.metricAlarms()
                .forEach(alarm -> states.put(alarm.alarmName(), state(alarm.stateValue(), alarm.stateReason())));
        response.compositeAlarms()
                .forEach(alarm -> states.put(alarm.alarmName(), state(alarm.stateValue(), alarm.stateReason())));
        return states;
    }

    private static State state(StateValue value, String reason) {
        String text = reason == null || reason.isBlank() ? Words.of(Alarms.class, "cloudwatchGaveNo") : reason.strip();
        return new State(value == StateValue.ALARM, text.endsWith(".") ? text : text + ".");
    }
}
