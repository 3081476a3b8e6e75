package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Every call that reached this AWS, in order of arrival. Safe for threads. */
public final class Journal {
    private final List<Call> calls = new ArrayList<>();
    private long last;

    /** How a call ended, as far as AWS knows. */
    public enum Outcome {
        /** Not answered yet. */
        PENDING,
        /** Done and answered. */
        DONE,
        /** Refused or failed with an error. */
        ERROR,
        /** The effect took place, but the client was not told. */
        UNANSWERED,
        /** The connection was cut before any effect. */
        CUT
    }

    /**
     * One call.
     *
     * @param number counts from 1, over clears too
     * @param caller the ARN of who signed it, empty if that is not known
     * @param resource the resource's name, if the request names one
     * @param request the request as JSON, without secrets
     * @param error the error code, or empty
     */
    public record Call(
            long number,
            Instant time,
            String service,
            String operation,
            String region,
            String caller,
            String resource,
            JsonNode request,
            boolean mutating,
            Outcome outcome,
            int status,
            String error) {

        Call ended(Outcome how, int httpStatus, String code) {
            return new Call(
                    number,
                    time,
                    service,
                    operation,
                    region,
                    caller,
                    resource,
                    request,
                    mutating,
                    how,
                    httpStatus,
                    code);
        }

        /** Whether the call did what it asked for, told to the client or not. */
        public boolean tookEffect() {
            return outcome == Outcome.DONE || outcome == Outcome.UNANSWERED;
        }

        @Override
        public String toString() {
            String end = error.isEmpty() ? outcome + " " + status : outcome + " " + status + " " + error;
            return "%4d %s %s:%s %s -> %s%s"
                    .formatted(number, time, service, operation, resource, end, mutating ? " (mutating)" : "");
        }
    }

    synchronized Call begin(Call call) {
        Call numbered = new Call(
                ++last,
                call.time(),
                call.service(),
                call.operation(),
                call.region(),
                call.caller(),
                call.resource(),
                call.request(),
                call.mutating(),
                Outcome.PENDING,
                0,
                "");
        calls.add(numbered);
        return numbered;
    }

    synchronized void end(Call call, Outcome outcome, int status, String error) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).number() == call.number()) {
                calls.set(i, call.ended(outcome, status, error));
                return;
            }
        }
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls of one operation. */
    public List<Call> calls(String operation) {
        return calls(call -> call.operation().equals(operation));
    }

    public List<Call> calls(Predicate<Call> which) {
        return calls().stream().filter(which).toList();
    }

    /** The mutating calls that took effect. */
    public List<Call> effects() {
        return calls(call -> call.mutating() && call.tookEffect());
    }

    public int count(String operation) {
        return calls(operation).size();
    }

    /** How often each operation was called, by {@code service:operation}. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        calls().forEach(call -> counts.merge(call.service() + ":" + call.operation(), 1, Integer::sum));
        return counts;
    }

    public synchronized void clear() {
        calls.clear();
    }

    /** Drops these calls. A call that is not answered yet is not told any more how it ended. */
    public synchronized void forget(Predicate<Call> which) {
        calls.removeIf(which);
    }

    /** One line per call, for a failing test's message. */
    public String dump() {
        StringBuilder text = new StringBuilder();
        calls().forEach(call -> text.append(call).append('\n'));
        return text.toString();
    }
}
