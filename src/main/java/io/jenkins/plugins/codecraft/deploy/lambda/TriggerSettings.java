package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What invokes a function by itself, as it was written. */
sealed interface TriggerSettings extends Serializable {

    /** What tells it from others. */
    List<String> content();

    /** For people, such as {@code objects s3://b/in/* (s3:ObjectCreated:*)}. */
    String words();

    void check(String parameter, Mistakes mistakes);

    /**
     * Objects of a bucket that come or go.
     *
     * @param prefix "" for any
     * @param suffix "" for any
     * @param events such as {@code s3:ObjectCreated:*}
     */
    record Objects(String bucket, String prefix, String suffix, List<String> events) implements TriggerSettings {
        public Objects {
            events = events.stream().sorted().toList();
        }

        @Override
        public List<String> content() {
            return List.of("objects", bucket, prefix, suffix, String.join(",", events));
        }

        @Override
        public String words() {
            return Words.of(TriggerSettings.class, "objectsS", bucket, prefix, suffix, String.join(", ", events));
        }

        @Override
        public void check(String parameter, Mistakes mistakes) {
            mistakes.check(parameter + ".bucket", bucket, SageMakerRules.bucket(bucket));
            mistakes.check(parameter + ".events", String.join(", ", events), eventsRule(events));
        }

        static Optional<String> eventsRule(List<String> events) {
            return !events.isEmpty() && events.stream().allMatch(event -> event.matches("s3:[A-Za-z]+(:[A-Za-z*]+)?"))
                    ? Optional.empty()
                    : Optional.of(Words.of(TriggerSettings.class, "giveEventsS"));
        }
    }

    /** What EventBridge does by a rule. */
    sealed interface Rule extends TriggerSettings {}

    /** @param expression such as {@code rate(1 hour)} or {@code cron(0 3 * * ? *)}, in UTC */
    record Schedule(String expression) implements Rule {
        @Override
        public List<String> content() {
            return List.of("schedule", expression);
        }

        @Override
        public String words() {
            return Words.of(TriggerSettings.class, "schedule", expression);
        }

        @Override
        public void check(String parameter, Mistakes mistakes) {
            mistakes.check(parameter + ".schedule", expression, rule(expression));
        }

        static Optional<String> rule(String expression) {
            boolean rate =
                    expression.matches("rate\\((1 (minute|hour|day)|([2-9]|[1-9]\\d{1,5}) (minutes|hours|days))\\)");
            return rate || expression.matches("cron\\((\\S+ ){5}\\S+\\)")
                    ? Optional.empty()
                    : Optional.of(Words.of(TriggerSettings.class, "giveRateMinutes"));
        }
    }

    /** @param pattern JSON */
    record Events(String pattern) implements Rule {
        @Override
        public List<String> content() {
            return List.of("events", pattern);
        }

        @Override
        public String words() {
            return Words.of(TriggerSettings.class, "events", pattern);
        }

        @Override
        public void check(String parameter, Mistakes mistakes) {
            mistakes.check(parameter + ".pattern", pattern, rule(pattern));
        }

        static Optional<String> rule(String pattern) {
            boolean object = Json.read(pattern).orElse(null) instanceof Map<?, ?> map && !map.isEmpty();
            return object && pattern.length() <= 4096
                    ? Optional.empty()
                    : Optional.of(Words.of(TriggerSettings.class, "giveEventPattern"));
        }
    }
}
