package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** One run of a state machine. Safe for threads. */
final class Execution {
    private final Start start;
    private final Supplier<Instant> clock;
    private final History history;
    private final Map<String, Point> points = new ConcurrentHashMap<>();
    private Scope scope = new Scope();
    private CountDownLatch over = new CountDownLatch(1);
    private String status = "RUNNING";
    private Instant stopped;
    private String output;
    private String error;
    private String cause;
    private int redrives;
    private Instant redriven;
    private String redriveToken = "";

    Execution(Start start, Supplier<Instant> clock) {
        this.start = start;
        this.clock = clock;
        this.history = new History(clock);
    }

    /**
     * How it began.
     *
     * @param version the ARN of the version that runs, if one was named or chosen by the alias
     */
    record Start(
            String arn,
            Machine machine,
            Revision revision,
            Optional<String> version,
            Optional<String> alias,
            String input,
            Instant time) {

        String name() {
            String[] parts = arn.split(":");
            return parts[7];
        }

        String region() {
            return arn.split(":")[3];
        }
    }

    /** How far a level has come: from there a redrive goes on. */
    sealed interface Point {
        record At(String state, JsonNode input) implements Point {}

        record Finished(JsonNode output) implements Point {}
    }

    Start start() {
        return start;
    }

    History history() {
        return history;
    }

    Map<String, Point> points() {
        return points;
    }

    synchronized Scope scope() {
        return scope;
    }

    synchronized CountDownLatch over() {
        return over;
    }

    synchronized String status() {
        return status;
    }

    boolean isRunning() {
        return status().equals("RUNNING");
    }

    synchronized int redrives() {
        return redrives;
    }

    synchronized Instant stopped() {
        return stopped;
    }

    synchronized void succeeded(JsonNode result) {
        if (isRunning()) {
            output = result.toString();
            end("SUCCEEDED", AwsJson.object().put("output", output).set("outputDetails", notTruncated()));
        }
    }

    synchronized void failed(String how, String errorName, String why) {
        if (isRunning()) {
            error = errorName;
            cause = why;
            end(how, named(AwsJson.object()));
        }
    }

    private ObjectNode named(ObjectNode node) {
        if (error != null) {
            node.put("error", error);
        }
        if (cause != null) {
            node.put("cause", cause);
        }
        return node;
    }

    private void end(String how, ObjectNode details) {
        status = how;
        stopped = clock.get();
        String type =
                switch (how) {
                    case "SUCCEEDED" -> "ExecutionSucceeded";
                    case "FAILED" -> "ExecutionFailed";
                    case "TIMED_OUT" -> "ExecutionTimedOut";
                    default -> "ExecutionAborted";
                };
        history.add(type, history.last(), details);
        scope.stop();
        over.countDown();
    }

    /** Runs again from where it failed. */
    synchronized Instant redrive(String token) {
        redriveToken = token;
        status = "RUNNING";
        stopped = null;
        error = null;
        cause = null;
        redrives++;
        redriven = clock.get();
        scope = new Scope();
        over = new CountDownLatch(1);
        history.add("ExecutionRedriven", history.last(), AwsJson.object().put("redriveCount", redrives));
        return redriven;
    }

    synchronized boolean redrivenBy(String token) {
        return !token.isEmpty() && token.equals(redriveToken);
    }

    synchronized Instant redriven() {
        return redriven;
    }

    static ObjectNode notTruncated() {
        return AwsJson.object().put("truncated", false);
    }

    synchronized ObjectNode summary() {
        ObjectNode summary = AwsJson.object();
        summary.put("executionArn", start.arn());
        summary.put("stateMachineArn", start.machine().arn());
        summary.put("name", start.name());
        summary.put("status", status);
        summary.put("startDate", AwsJson.timestamp(start.time()));
        if (stopped != null) {
            summary.put("stopDate", AwsJson.timestamp(stopped));
        }
        start.version().ifPresent(arn -> summary.put("stateMachineVersionArn", arn));
        start.alias().ifPresent(arn -> summary.put("stateMachineAliasArn", arn));
        summary.put("redriveCount", redrives);
        if (redriven != null) {
            summary.put("redriveDate", AwsJson.timestamp(redriven));
        }
        return summary;
    }

    synchronized ObjectNode describe() {
        ObjectNode answer = summary();
        answer.put("input", start.input());
        answer.putObject("inputDetails").put("included", true);
        if (output != null) {
            answer.put("output", output);
            answer.putObject("outputDetails").put("included", true);
        }
        named(answer);
        String refusal = notRedrivable();
        answer.put("redriveStatus", refusal.isEmpty() ? "REDRIVABLE" : "NOT_REDRIVABLE");
        if (!refusal.isEmpty()) {
            answer.put("redriveStatusReason", refusal);
        }
        return answer;
    }

    /** Why it can't be redriven; "" if it can. */
    synchronized String notRedrivable() {
        return switch (status) {
            case "RUNNING" -> "Execution is RUNNING and cannot be redriven";
            case "SUCCEEDED" -> "Execution is SUCCEEDED and cannot be redriven";
            default -> "";
        };
    }
}
