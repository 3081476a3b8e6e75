package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.autoscaling.AutoScaling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Everything that a run left in AWS, a line each, without times and without what is only this run's own. */
final class Inventory {
    private static final Set<String> CHANGING = Set.of("sagemaker", "lambda", "events", "apigateway", "states");

    private final Ground ground;
    private final SageMakerClient client;
    private final List<String> lines = new ArrayList<>();

    private Inventory(Ground ground) {
        this.ground = ground;
        this.client = ground.sageMaker();
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
        client.listTrainingJobsPaginator(request -> {}).trainingJobSummaries().forEach(summary -> {
            var job = client.describeTrainingJob(request -> request.trainingJobName(summary.trainingJobName()));
            lines.add("training job " + job.trainingJobName() + " " + job.trainingJobStatusAsString() + " "
                    + job.inputDataConfig().stream()
                            .map(channel -> channel.channelName() + "="
                                    + channel.dataSource().s3DataSource().s3Uri())
                            .toList()
                    + " " + new TreeMap<>(job.hyperParameters()) + tags(job.trainingJobArn()));
        });
    }

    private void transforms() {
        client.listTransformJobsPaginator(request -> {}).transformJobSummaries().forEach(summary -> {
            var job = client.describeTransformJob(request -> request.transformJobName(summary.transformJobName()));
            lines.add("transform job " + job.transformJobName() + " " + job.transformJobStatusAsString() + " "
                    + job.modelName() + tags(job.transformJobArn()));
        });
    }

    private void executions() {
        try {
            client.listPipelineExecutions(request -> request.pipelineName(InvokeCases.PIPELINE))
                    .pipelineExecutionSummaries()
                    .forEach(execution -> lines.add("execution " + execution.pipelineExecutionDisplayName() + " "
                            + execution.pipelineExecutionStatusAsString()));
        } catch (ResourceNotFoundException none) {
            return; // most runs have no pipeline
        }
    }

    private void models() {
        client.listModelsPaginator(request -> {})
                .models()
                .forEach(model -> lines.add("model " + model.modelName() + tags(model.modelArn())));
    }

    private void configs() {
        client.listEndpointConfigsPaginator(request -> {})
                .endpointConfigs()
                .forEach(config -> lines.add(
                        "endpoint configuration " + config.endpointConfigName() + tags(config.endpointConfigArn())));
    }

    private void endpoints() {
        client.listEndpointsPaginator(request -> {}).endpoints().forEach(summary -> {
            var endpoint = client.describeEndpoint(request -> request.endpointName(summary.endpointName()));
            lines.add("endpoint " + endpoint.endpointName() + " " + endpoint.endpointStatusAsString() + " "
                    + endpoint.endpointConfigName() + tags(endpoint.endpointArn()));
        });
    }

    private void functions() {
        LambdaClient lambda = ground.lambda();
        lambda.listFunctionsPaginator().functions().forEach(function -> {
            String name = function.functionName();
            lines.add("function " + name + " " + function.codeSha256() + " " + function.timeout() + " "
                    + new TreeMap<>(lambda.listTags(request -> request.resource(function.functionArn()))
                            .tags()));
            lambda.listVersionsByFunctionPaginator(request -> request.functionName(name))
                    .versions()
                    .forEach(version -> lines.add("version " + name + ":" + version.version() + " "
                            + version.codeSha256() + " " + version.description()));
            lambda.listProvisionedConcurrencyConfigs(request -> request.functionName(name))
                    .provisionedConcurrencyConfigs()
                    .forEach(config -> lines.add("provisioned " + config.functionArn() + " "
                            + config.requestedProvisionedConcurrentExecutions()));
            lambda.listAliasesPaginator(request -> request.functionName(name))
                    .aliases()
                    .forEach(alias -> lines.add("alias " + name + ":" + alias.name() + " " + alias.functionVersion()
                            + " " + alias.routingConfig()));
        });
    }

    private void triggers() {
        ground.events()
                .listRules(request -> {})
                .rules()
                .forEach(rule -> lines.add("rule " + withoutDigest(rule.name())
                        + " " + rule.scheduleExpression() + " "
                        + ground.events()
                                .listTargetsByRule(request -> request.rule(rule.name()))
                                .targets()));
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

    private String tags(String arn) {
        return " "
                + client.listTags(request -> request.resourceArn(arn)).tags().stream()
                        .map(Inventory::words)
                        .sorted()
                        .toList();
    }

    private static String words(Tag tag) {
        return tag.key() + "=" + tag.value();
    }
}
