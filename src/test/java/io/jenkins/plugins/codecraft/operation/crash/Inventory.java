package io.jenkins.plugins.codecraft.operation.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.autoscaling.AutoScaling;
import io.jenkins.plugins.codecraft.embedded.events.EventBridge;
import io.jenkins.plugins.codecraft.embedded.lambda.Lambda;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that a run left in AWS, a line each, without times and without what is only this run's own. */
final class Inventory {
    private static final Set<String> CHANGING = Set.of("sagemaker", "lambda", "events", "apigateway", "states");

    private final Ground ground;
    private final Inside sageMaker;
    private final List<String> lines = new ArrayList<>();

    private Inventory(Ground ground) {
        this.ground = ground;
        this.sageMaker = Inside.of(ground, SageMaker.class);
    }

    static List<String> of(Ground ground) {
        Inventory inventory = new Inventory(ground);
        inventory.jobs();
        inventory.transforms();
        inventory.executions();
        inventory.models();
        inventory.configs();
        inventory.endpoints();
        inventory.scaling();
        inventory.functions();
        inventory.lines.addAll(ApiInventory.of(ground));
        inventory.triggers();
        inventory.lines.addAll(StateInventory.of(ground));
        inventory.objects();
        return inventory.lines.stream()
                .filter(line -> !ofStoppedExecution(line))
                .map(ground::plain)
                .sorted()
                .toList();
    }

    /** The calls that changed something in one of these services, and which of them took effect how often. */
    static List<String> effects(Ground ground) {
        return ground.calls().stream()
                .filter(call -> CHANGING.contains(call.service()))
                .filter(call -> !call.operation().equals("StartSyncExecution")) // has no client token
                .filter(call -> call.mutating() && call.tookEffect())
                .filter(oncePerToken())
                .map(Inventory::effect)
                .map(ground::plain)
                .sorted()
                .toList();
    }

    /** A call that is made again with the same token has no effect. */
    private static Predicate<Journal.Call> oncePerToken() {
        Set<String> tokens = new HashSet<>();
        return call -> {
            String token = call.request().path("ClientRequestToken").asText("");
            return token.isEmpty() || tokens.add(call.operation() + token);
        };
    }

    private static String effect(Journal.Call call) {
        return call.operation() + " " + call.resource() + " "
                + call.request().path("EndpointConfigName").asText("");
    }

    private void scaling() {
        ground.aws()
                .service(AutoScaling.class)
                .registered(ground.region())
                .forEach((resource, policies) -> lines.add("scaled " + resource + " " + policies));
    }

    /** Whether a stopped execution of a pipeline has begun a step depends on when it was stopped. */
    private static boolean ofStoppedExecution(String line) {
        return line.startsWith("training job pipelines-") && line.contains(" Stopped ");
    }

    private void jobs() {
        sageMaker.list("ListTrainingJobs", "TrainingJobSummaries").forEach(summary -> {
            JsonNode job = described("TrainingJob", summary);
            lines.add("training job " + words(job, "TrainingJobName", "TrainingJobStatus") + " "
                    + inputs(job.path("InputDataConfig")) + " " + Inside.map(job.path("HyperParameters"))
                    + tags(job.path("TrainingJobArn")));
        });
    }

    private static List<String> inputs(JsonNode channels) {
        List<String> inputs = new ArrayList<>();
        channels.forEach(channel -> inputs.add(channel.path("ChannelName").asText() + "="
                + channel.path("DataSource").path("S3DataSource").path("S3Uri").asText()));
        return inputs;
    }

    private void transforms() {
        sageMaker.list("ListTransformJobs", "TransformJobSummaries").forEach(summary -> {
            JsonNode job = described("TransformJob", summary);
            lines.add("transform job " + words(job, "TransformJobName", "TransformJobStatus", "ModelName")
                    + tags(job.path("TransformJobArn")));
        });
    }

    private void executions() {
        try {
            sageMaker
                    .list(
                            "ListPipelineExecutions",
                            AwsJson.object().put("PipelineName", InvokeCases.PIPELINE),
                            "PipelineExecutionSummaries")
                    .forEach(execution -> lines.add("execution "
                            + words(execution, "PipelineExecutionDisplayName", "PipelineExecutionStatus")));
        } catch (AwsError none) {
            if (!none.code().equals("ResourceNotFound")) { // most runs have no pipeline
                throw none;
            }
        }
    }

    private void models() {
        sageMaker
                .list("ListModels", "Models")
                .forEach(model -> lines.add("model " + words(model, "ModelName") + tags(model.path("ModelArn"))));
    }

    private void configs() {
        sageMaker
                .list("ListEndpointConfigs", "EndpointConfigs")
                .forEach(config -> lines.add("endpoint configuration " + words(config, "EndpointConfigName")
                        + tags(config.path("EndpointConfigArn"))));
    }

    private void endpoints() {
        sageMaker.list("ListEndpoints", "Endpoints").forEach(summary -> {
            JsonNode endpoint = described("Endpoint", summary);
            lines.add("endpoint " + words(endpoint, "EndpointName", "EndpointStatus", "EndpointConfigName")
                    + tags(endpoint.path("EndpointArn")));
        });
    }

    private JsonNode described(String kind, JsonNode summary) {
        String name = kind + "Name";
        return sageMaker.call("Describe" + kind, name, summary.path(name).asText());
    }

    private void functions() {
        Inside lambda = Inside.of(ground, Lambda.class);
        lambda.get("/2015-03-31/functions").path("Functions").forEach(function -> {
            String name = function.path("FunctionName").asText();
            String path = "/2015-03-31/functions/" + name;
            String arn = Inside.segment(function.path("FunctionArn").asText());
            lines.add("function " + name + " " + words(function, "CodeSha256", "Timeout") + " "
                    + Inside.map(lambda.get("/2017-03-31/tags/" + arn).path("Tags")));
            lambda.get(path + "/versions?MaxItems=10000")
                    .path("Versions")
                    .forEach(version -> lines.add(
                            "version " + name + ":" + words(version, "Version", "CodeSha256", "Description")));
            lambda.get(path + "/provisioned-concurrency?List=ALL")
                    .path("ProvisionedConcurrencyConfigs")
                    .forEach(config -> lines.add(
                            "provisioned " + words(config, "FunctionArn", "RequestedProvisionedConcurrentExecutions")));
            lambda.get(path + "/aliases?MaxItems=10000")
                    .path("Aliases")
                    .forEach(alias -> lines.add(
                            "alias " + name + ":" + words(alias, "Name", "FunctionVersion", "RoutingConfig")));
        });
    }

    private void triggers() {
        Inside events = Inside.of(ground, EventBridge.class);
        events.list("ListRules", "Rules").forEach(rule -> {
            String name = rule.path("Name").asText();
            lines.add("rule " + withoutDigest(name) + " " + words(rule, "ScheduleExpression") + " "
                    + events.call("ListTargetsByRule", "Rule", name).path("Targets"));
        });
        ground.s3()
                .getBucketNotificationConfiguration(request -> request.bucket(ground.bucket()))
                .lambdaFunctionConfigurations()
                .forEach(one -> lines.add("notification " + withoutDigest(one.id()) + " " + one.lambdaFunctionArn()));
    }

    /** A name that is made of a bucket's name is only this run's own. */
    private static String withoutDigest(String name) {
        return name.replaceFirst("[0-9a-f]{12}$", "DIGEST");
    }

    private void objects() {
        ground.aws().objects().list(ground.bucket(), "").stream()
                .filter(object -> !ofStoppedJob(object.key()))
                .forEach(object ->
                        lines.add("object " + object.key() + (changes(object.key()) ? "" : " " + object.etag())));
    }

    /** Whether a stopped job leaves a model depends on when it was stopped. */
    private boolean ofStoppedJob(String key) {
        return key.startsWith("output/")
                && lines.stream().anyMatch(line -> line.startsWith("training job " + key.split("/")[1] + " Stopped"));
    }

    /** A tar archive holds times; what is kept of a run also names what is only this run's own. */
    private static boolean changes(String key) {
        return key.endsWith(".tar.gz") || key.startsWith("runs/");
    }

    private String tags(JsonNode arn) {
        List<String> tags = new ArrayList<>();
        sageMaker
                .list("ListTags", AwsJson.object().put("ResourceArn", arn.asText()), "Tags")
                .forEach(tag -> tags.add(
                        tag.path("Key").asText() + "=" + tag.path("Value").asText()));
        return " " + tags.stream().sorted().toList();
    }

    /** Some members of an object in a line. */
    static String words(JsonNode object, String... members) {
        return Stream.of(members)
                .map(member -> Inside.text(object.path(member)))
                .collect(Collectors.joining(" "));
    }
}
