package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where in an execution a level runs: the machine itself, a branch of a Parallel, an iteration of a Map.
 *
 * @param path tells the level from all others
 * @param item of the iteration of a Map, for the context object
 * @param last the id of the level's last event
 */
record Frame(Execution execution, Scope scope, String path, Optional<JsonNode> item, AtomicLong last) {

    static Frame of(Execution execution) {
        return new Frame(
                execution,
                execution.scope(),
                "",
                Optional.empty(),
                new AtomicLong(execution.history().last()));
    }

    Frame inner(String step, Optional<JsonNode> itsItem) {
        return new Frame(
                execution, scope.child(), path + "/" + step, itsItem.or(() -> item), new AtomicLong(last.get()));
    }

    Frame stoppable() {
        return new Frame(execution, scope.child(), path, item, last);
    }

    void event(String type, ObjectNode details) {
        scope.check();
        last.set(execution.history().add(type, last.get(), details));
    }

    void event(String type) {
        event(type, AwsJson.object());
    }

    void entered(String type, String name, JsonNode input) {
        ObjectNode details = AwsJson.object().put("name", name).put("input", input.toString());
        event(type + "StateEntered", details.set("inputDetails", Execution.notTruncated()));
    }

    void exited(String type, String name, JsonNode output) {
        ObjectNode details = AwsJson.object().put("name", name).put("output", output.toString());
        event(type + "StateExited", details.set("outputDetails", Execution.notTruncated()));
    }

    /** The context object of a state. */
    JsonNode context(String state, Instant entered, int retries) {
        Execution.Start start = execution.start();
        ObjectNode context = AwsJson.object();
        ObjectNode run = context.putObject("Execution");
        run.put("Id", start.arn())
                .put("Name", start.name())
                .put("RoleArn", start.revision().role());
        run.put("StartTime", time(start.time())).put("RedriveCount", execution.redrives());
        run.set("Input", parsed(start.input()));
        context.putObject("StateMachine")
                .put("Id", start.machine().arn())
                .put("Name", start.machine().name());
        context.putObject("State")
                .put("Name", state)
                .put("EnteredTime", time(entered))
                .put("RetryCount", retries);
        item.ifPresent(each -> context.putObject("Map").set("Item", each));
        return context;
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static JsonNode parsed(String json) {
        try {
            return Data.parse(json);
        } catch (IOException impossible) {
            throw new IllegalStateException("the input was JSON when the execution began", impossible);
        }
    }
}
