package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsClock;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.InnerCalls;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tasks that call SageMaker: the integrations that Step Functions has for it, where {@code .sync} waits until the job
 * is over, and any API by {@code aws-sdk:sagemaker:API}.
 */
final class SageMakerTasks {
    private static final String INTEGRATION = "arn:[^:]*:states:::sagemaker:([a-zA-Z]+)(\\.sync)?";
    private static final String SDK = "arn:[^:]*:states:::aws-sdk:sagemaker:[a-zA-Z]+";
    /** What {@code .sync} waits for: a kind of job each. */
    private static final Map<String, String> JOBS = Map.of(
            "createTrainingJob", "TrainingJob",
            "createTransformJob", "TransformJob",
            "createProcessingJob", "ProcessingJob",
            "createHyperParameterTuningJob", "HyperParameterTuningJob",
            "createLabelingJob", "LabelingJob");

    private static final Set<String> OTHERS =
            Set.of("createModel", "createEndpointConfig", "createEndpoint", "updateEndpoint");
    private static final Set<String> EXCEPTIONS = Set.of("ResourceInUse", "ResourceLimitExceeded", "ResourceNotFound");
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(20);

    private final AwsClock clock;
    private final InnerCalls calls;
    private final Supplier<? extends AwsService> sageMaker;

    SageMakerTasks(AwsClock clock, InnerCalls calls, Supplier<? extends AwsService> sageMaker) {
        this.clock = clock;
        this.calls = calls;
        this.sageMaker = sageMaker;
    }

    static boolean knows(String resource) {
        if (resource.matches(SDK)) {
            return true;
        }
        String action = resource.replaceFirst("^.*:", "").replace(".sync", "");
        return resource.matches(INTEGRATION)
                && (JOBS.containsKey(action) || OTHERS.contains(action) && !resource.endsWith(".sync"));
    }

    JsonNode run(TaskCall call) {
        boolean sync = call.action().endsWith(".sync");
        String action = call.action().replace(".sync", "");
        JsonNode answer = send(call, capital(action), call.input());
        if (!sync) {
            return answer;
        }
        call.submitted(answer);
        return await(call, JOBS.get(action));
    }

    private JsonNode await(TaskCall call, String job) {
        ObjectNode one = AwsJson.object();
        one.set(job + "Name", call.input().path(job + "Name"));
        Duration look = clock.real(BETWEEN_LOOKS);
        try {
            while (true) {
                JsonNode described = send(call, "Describe" + job, one);
                switch (described.path(job + "Status").asText()) {
                    case "Completed" -> {
                        return described;
                    }
                    case "Failed", "Stopped" -> throw new StateError("States.TaskFailed", described.toString());
                    default -> call.frame().scope().await(look.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : look);
                }
            }
        } catch (Halted halted) {
            stop(call, job, one);
            throw halted;
        }
    }

    /** Whoever stops an execution stops the jobs that it waits for. */
    private void stop(TaskCall call, String job, JsonNode one) {
        try {
            calls.call(sageMaker.get(), call.region(), "Stop" + job, one);
        } catch (AwsError over) {
            if (over.status() >= 500) {
                throw over;
            }
        }
    }

    private JsonNode send(TaskCall call, String operation, JsonNode request) {
        try {
            return calls.call(sageMaker.get(), call.region(), operation, request);
        } catch (AwsError refusal) {
            throw new StateError(
                    name(call, refusal),
                    refusal.getMessage() + " (Service: AmazonSageMaker; Status Code: " + refusal.status()
                            + "; Error Code: " + refusal.code() + ")");
        }
    }

    private static String name(TaskCall call, AwsError refusal) {
        if (EXCEPTIONS.contains(refusal.code())) {
            return "SageMaker." + refusal.code() + "Exception";
        }
        return call.resource().matches(SDK) ? "SageMaker.SageMakerException" : "SageMaker.AmazonSageMakerException";
    }

    private static String capital(String action) {
        return Character.toUpperCase(action.charAt(0)) + action.substring(1);
    }
}
