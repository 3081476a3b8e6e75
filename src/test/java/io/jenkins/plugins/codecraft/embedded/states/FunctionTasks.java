package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;

/** Tasks that invoke Lambda functions: by the function's ARN, or by {@code lambda:invoke}. */
final class FunctionTasks {
    private static final String INTEGRATION = "arn:[^:]*:states:::lambda:invoke";

    private final Supplier<Functions> functions;

    FunctionTasks(Supplier<Functions> functions) {
        this.functions = functions;
    }

    static boolean isFunction(String resource) {
        return resource.matches("arn:[^:]*:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?");
    }

    static boolean isIntegration(String resource) {
        return resource.matches(INTEGRATION);
    }

    JsonNode call(TaskCall call) {
        return parsed(invoke(call, call.resource(), call.input()));
    }

    /** The answer with what surrounds it, as {@code lambda:invoke} gives it. */
    JsonNode integrated(TaskCall call) {
        String name = call.input().path("FunctionName").asText();
        String qualifier = call.input().path("Qualifier").asText("");
        JsonNode payload = call.input().path("Payload");
        Functions.Answer answer = invoke(
                call,
                qualifier.isEmpty() ? name : name + ":" + qualifier,
                payload.isMissingNode() ? AwsJson.object() : payload);
        ObjectNode output = AwsJson.object();
        output.put("ExecutedVersion", answer.executedVersion());
        output.set("Payload", parsed(answer));
        output.putObject("SdkHttpMetadata").put("HttpStatusCode", 200);
        output.putObject("SdkResponseMetadata")
                .put("RequestId", UUID.randomUUID().toString());
        return output.put("StatusCode", 200);
    }

    private Functions.Answer invoke(TaskCall call, String function, JsonNode event) {
        Functions.Answer answer;
        try {
            answer = functions
                    .get()
                    .invoke(call.region(), function, event.toString().getBytes(StandardCharsets.UTF_8));
        } catch (AwsError refusal) {
            throw new StateError(
                    "Lambda." + refusal.code(),
                    refusal.getMessage() + " (Service: Lambda, Status Code: " + refusal.status() + ")");
        }
        if (answer.functionError().isPresent()) {
            String type = parsed(answer).path("errorType").asText("");
            throw new StateError(type.isEmpty() ? "Lambda.Unknown" : type, answer.text());
        }
        return answer;
    }

    private static JsonNode parsed(Functions.Answer answer) {
        try {
            return Data.parse(answer.text());
        } catch (IOException noJson) {
            throw StateError.runtime("The function returned no JSON: " + noJson.getMessage());
        }
    }
}
