package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Duration;
import java.util.Optional;

/**
 * One attempt of a Task state.
 *
 * @param input after {@code InputPath} and {@code Parameters}
 */
record TaskCall(Frame frame, String resource, JsonNode input, Optional<Duration> timeout) {

    String region() {
        return frame.execution().start().region();
    }

    boolean isFunction() {
        return resource.matches("arn:[^:]*:lambda:.*");
    }

    /** {@code arn:aws:states:::SERVICE:ACTION}, as the history has it apart. */
    String service() {
        return resource.replaceFirst("^arn:[^:]*:states:[^:]*:[^:]*:", "").replaceFirst(":[^:]*$", "");
    }

    String action() {
        return resource.substring(resource.lastIndexOf(':') + 1);
    }

    /** An event of the task: {@code Scheduled}, {@code Failed}, … */
    void event(String what, ObjectNode details) {
        if (isFunction()) {
            frame.event("LambdaFunction" + what, details);
        } else {
            details.put("resourceType", service()).put("resource", action());
            frame.event("Task" + what, details);
        }
    }

    void scheduled() {
        ObjectNode details = AwsJson.object();
        if (isFunction()) {
            details.put("resource", resource).put("input", input.toString());
            details.set("inputDetails", Execution.notTruncated());
        } else {
            details.put("region", region()).put("parameters", input.toString());
        }
        timeout.ifPresent(time -> details.put("timeoutInSeconds", time.toSeconds()));
        event("Scheduled", details);
        event("Started", AwsJson.object());
    }

    void submitted(JsonNode output) {
        event("Submitted", output(output));
    }

    void succeeded(JsonNode output) {
        event("Succeeded", output(output));
    }

    private static ObjectNode output(JsonNode output) {
        ObjectNode details = AwsJson.object().put("output", output.toString());
        return details.set("outputDetails", Execution.notTruncated());
    }

    void failed(StateError error) {
        ObjectNode details = AwsJson.object().put("error", error.error());
        if (error.because() != null) {
            details.put("cause", error.because());
        }
        event(error.error().equals("States.Timeout") ? "TimedOut" : "Failed", details);
    }
}
