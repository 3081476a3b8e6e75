package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The operations on pipelines and their executions. */
final class Pipelines {
    private static final int DEFAULT_PAGE = 10;

    private record Pipeline(
            String name, String arn, ObjectNode request, PipelineDefinition definition, Instant created) {}

    private final SageMakerContext context;
    private final StepResources resources;
    private final Shelf<Pipeline> pipelines = new Shelf<>();
    /** By ARN. */
    private final Map<String, PipelineExecution> executions = Collections.synchronizedMap(new LinkedHashMap<>());
    /** By pipeline and token. */
    private final Map<String, PipelineExecution> tokens = new ConcurrentHashMap<>();

    Pipelines(SageMakerContext context, StepResources resources) {
        this.context = context;
        this.resources = resources;
    }

    JsonNode create(AwsRequest request) {
        ObjectNode json = request.json();
        PipelineShapes.CREATE.validate(json);
        String name = json.get("PipelineName").asText();
        String arn = request.arn("pipeline/" + name.toLowerCase(Locale.ROOT));
        if (!json.hasNonNull("PipelineDefinition")) {
            throw AwsError.validation("PipelineDefinition must be provided.");
        }
        PipelineDefinition definition =
                PipelineDefinition.parse(json.get("PipelineDefinition").asText());
        String role = json.get("RoleArn").asText();
        if (!context.aws().iam().assumable(role, "sagemaker.amazonaws.com")) {
            throw AwsError.validation("Could not assume role " + role + ".");
        }
        pipelines
                .add(request.region(), name, () -> new Pipeline(name, arn, json, definition, context.now()))
                .orElseThrow(() -> AwsError.validation(
                        "Pipeline names must be unique within an AWS account and region. Pipeline with name (" + name
                                + ") already exists."));
        context.tags().create(arn, json.path("Tags"));
        return AwsJson.object().put("PipelineArn", arn);
    }

    JsonNode describe(AwsRequest request) {
        PipelineShapes.ONE.validate(request.json());
        Pipeline pipeline = pipeline(request);
        ObjectNode answer = AwsJson.object()
                .put("PipelineArn", pipeline.arn())
                .put("PipelineName", pipeline.name())
                .put("PipelineStatus", "Active");
        for (String member : List.of("PipelineDefinition", "RoleArn", "PipelineDescription", "PipelineDisplayName")) {
            if (pipeline.request().has(member)) {
                answer.set(member, pipeline.request().get(member));
            }
        }
        SageMakerContext.time(answer, "CreationTime", pipeline.created());
        return SageMakerContext.time(answer, "LastModifiedTime", pipeline.created());
    }

    private Pipeline pipeline(AwsRequest request) {
        String given = request.json().get("PipelineName").asText();
        String name = given.substring(given.lastIndexOf('/') + 1);
        return pipelines.all(request.region()).stream()
                .filter(pipeline -> pipeline.name().equals(given)
                        || pipeline.arn().equals(given)
                        || pipeline.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        "ResourceNotFound", 400, "Pipeline '" + request.arn("pipeline/" + name) + "' does not exist."));
    }

    JsonNode start(AwsRequest request) {
        PipelineShapes.START.validate(request.json());
        Pipeline pipeline = pipeline(request);
        String token =
                pipeline.arn() + " " + request.json().get("ClientRequestToken").asText();
        PipelineExecution execution = tokens.computeIfAbsent(token, any -> begin(request, pipeline));
        return AwsJson.object().put("PipelineExecutionArn", execution.arn());
    }

    private PipelineExecution begin(AwsRequest request, Pipeline pipeline) {
        // AWS makes one up; here name and token decide, so that what runs leave can be compared
        String seed =
                pipeline.name() + " " + request.json().get("ClientRequestToken").asText();
        String id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 12);
        String arn = pipeline.arn() + "/execution/" + id;
        PipelineExecution execution = new PipelineExecution(context, resources, request, arn, pipeline.definition());
        executions.put(arn, execution);
        execution.start();
        return execution;
    }

    private PipelineExecution execution(AwsRequest request) {
        String arn = request.json().get("PipelineExecutionArn").asText();
        return Optional.ofNullable(executions.get(arn))
                .orElseThrow(() -> new AwsError(
                        "ResourceNotFound", 400, "Pipeline execution with ARN " + arn + " does not exist."));
    }

    JsonNode describeExecution(AwsRequest request) {
        PipelineShapes.ONE_EXECUTION.validate(request.json());
        return execution(request).describe();
    }

    JsonNode stop(AwsRequest request) {
        PipelineShapes.STOP.validate(request.json());
        PipelineExecution execution = execution(request);
        execution.stop();
        return AwsJson.object().put("PipelineExecutionArn", execution.arn());
    }

    JsonNode list(AwsRequest request) {
        PipelineShapes.EXECUTIONS.validate(request.json());
        Pipeline pipeline = pipeline(request);
        JsonNode json = request.json();
        double after = json.path("CreatedAfter").asDouble(0);
        double before = json.path("CreatedBefore").asDouble(Double.MAX_VALUE);
        List<PipelineExecution> found = new ArrayList<>();
        synchronized (executions) {
            executions.values().stream()
                    .filter(execution -> execution.arn().startsWith(pipeline.arn() + "/execution/"))
                    .filter(execution -> seconds(execution) > after && seconds(execution) < before)
                    .forEach(found::add);
        }
        found.sort(Comparator.comparing(PipelineExecution::created).thenComparing(PipelineExecution::arn));
        if (!"Ascending".equals(json.path("SortOrder").asText())) {
            Collections.reverse(found);
        }
        return page(json, "PipelineExecutionSummaries", found, PipelineExecution::summary);
    }

    private static double seconds(PipelineExecution execution) {
        return execution.created().toEpochMilli() / 1000.0;
    }

    JsonNode steps(AwsRequest request) {
        PipelineShapes.STEPS.validate(request.json());
        List<ObjectNode> steps = new ArrayList<>(execution(request).steps());
        if (!"Ascending".equals(request.json().path("SortOrder").asText("Descending"))) {
            Collections.reverse(steps);
        }
        return page(request.json(), "PipelineExecutionSteps", steps, step -> step);
    }

    private static <T> ObjectNode page(JsonNode request, String member, List<T> all, Function<T, ObjectNode> shown) {
        int from = request.path("NextToken").asInt(0);
        int to = Math.min(all.size(), from + request.path("MaxResults").asInt(DEFAULT_PAGE));
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray(member);
        all.subList(Math.min(from, to), to).stream().map(shown).forEach(list::add);
        if (to < all.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }
}
