package io.jenkins.plugins.codecraft.embedded.cloudwatch;

import java.time.Instant;

/** A metric alarm, as CloudWatch describes it. */
public record Alarm(
        String name, String arn, String namespace, String metric, State state, String reason, Instant updated) {

    /** What an alarm says. */
    public enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }

    Alarm with(State next, String why, Instant when) {
        return new Alarm(name, arn, namespace, metric, next, why, when);
    }

    String xml() {
        return "<member>" + QueryXml.element("AlarmName", name)
                + QueryXml.element("AlarmArn", arn)
                + QueryXml.element("ActionsEnabled", "true")
                + QueryXml.element("Namespace", namespace)
                + QueryXml.element("MetricName", metric)
                + QueryXml.element("StateValue", state.name())
                + QueryXml.element("StateReason", reason)
                + QueryXml.element("StateUpdatedTimestamp", updated.toString())
                + "</member>";
    }
}
