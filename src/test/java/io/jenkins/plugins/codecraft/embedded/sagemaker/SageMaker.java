package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.HttpHead;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * SageMaker's control plane. Scripts really run, as processes of this machine; {@code python3} must be on the path. A
 * test configures it after the start:
 *
 * <pre>{@code
 * SageMaker sageMaker = aws.service(SageMaker.class);
 * sageMaker.images().synthetic("123456789012.dkr.ecr.us-east-1.amazonaws.com/fake:1",
 *         job -> SyntheticOutcome.completed().after(Duration.ofMinutes(5)).log("accuracy=0.95"));
 * sageMaker.quotas().trainingInstances("ml.p3.2xlarge", 0);
 * }</pre>
 */
public final class SageMaker implements AwsService {
    private static final int WORKERS = 8;
    private static final List<String> NAMES = List.of(
            "TrainingJobName",
            "TransformJobName",
            "ProcessingJobName",
            "HyperParameterTuningJobName",
            "LabelingJobName",
            "EndpointName",
            "ModelName",
            "PipelineName",
            "PipelineExecutionArn",
            "EndpointConfigName",
            "ModelPackageGroupName",
            "ModelPackageArn",
            "ResourceArn");

    private final Images images = new Images();
    private final Quotas quotas = new Quotas();
    private final Workteams workteams = new Workteams();
    private volatile Timings timings = Timings.DEFAULT;
    private final ExecutorService work;
    private final Containers containers;
    private final TrainingJobs trainingJobs;
    private final List<Jobs<?>> jobs;
    private final EndpointConfigs configs;
    private final Endpoints endpoints;
    private final SageMakerContext context;
    private final Map<String, Function<AwsRequest, JsonNode>> operations = new LinkedHashMap<>();

    SageMaker(AwsEnvironment environment) {
        work = Executors.newFixedThreadPool(WORKERS, task -> {
            Thread thread = new Thread(task, "embedded-sagemaker");
            thread.setDaemon(true);
            return thread;
        });
        containers = new Containers(environment.scratch().resolve("sagemaker"));
        Tags tags = new Tags();
        context = new SageMakerContext(environment, images, quotas, () -> timings, work, containers, tags);
        trainingJobs = new TrainingJobs(context);
        ModelPackages packages = new ModelPackages(context);
        Models models = new Models(context, packages);
        Jobs<TransformRun> transformJobs = new Jobs<>(
                context, JobKind.TRANSFORM, (request, job) -> TransformRun.of(context, models, request, job));
        Jobs<ProcessingRun> processingJobs =
                new Jobs<>(context, JobKind.PROCESSING, (request, job) -> ProcessingRun.of(context, request, job));
        Jobs<TuningRun> tuningJobs = new Jobs<>(
                context, JobKind.TUNING, (request, job) -> TuningRun.of(context, trainingJobs, request, job));
        Jobs<LabelingRun> labelingJobs =
                new Jobs<>(context, JobKind.LABELING, (request, job) -> LabelingRun.of(context, workteams, job));
        jobs = List.of(transformJobs, processingJobs, tuningJobs, labelingJobs);
        configs = new EndpointConfigs(context, models);
        endpoints = new Endpoints(context, models, configs);
        operations.put("CreateTrainingJob", trainingJobs::create);
        operations.put("DescribeTrainingJob", trainingJobs::describe);
        operations.put("StopTrainingJob", trainingJobs::stop);
        operations.put("ListTrainingJobs", trainingJobs::list);
        jobs.forEach(this::register);
        operations.put("ListTrainingJobsForHyperParameterTuningJob", request -> TuningTrial.list(request, tuningJobs));
        Pipelines pipelines = new Pipelines(
                context, new StepResources(trainingJobs, transformJobs, processingJobs, tuningJobs, models));
        operations.put("CreatePipeline", pipelines::create);
        operations.put("DescribePipeline", pipelines::describe);
        operations.put("StartPipelineExecution", pipelines::start);
        operations.put("DescribePipelineExecution", pipelines::describeExecution);
        operations.put("StopPipelineExecution", pipelines::stop);
        operations.put("ListPipelineExecutions", pipelines::list);
        operations.put("ListPipelineExecutionSteps", pipelines::steps);
        operations.put("CreateModel", models::create);
        operations.put("DescribeModel", models::describe);
        operations.put("DeleteModel", models::delete);
        operations.put("ListModels", models::list);
        operations.put("CreateModelPackageGroup", packages::createGroup);
        operations.put("CreateModelPackage", packages::create);
        operations.put("UpdateModelPackage", packages::update);
        operations.put("DescribeModelPackage", packages::describe);
        operations.put("ListModelPackages", packages::list);
        operations.put("CreateEndpointConfig", configs::create);
        operations.put("DescribeEndpointConfig", configs::describe);
        operations.put("DeleteEndpointConfig", configs::delete);
        operations.put("ListEndpointConfigs", configs::list);
        operations.put("CreateEndpoint", endpoints::create);
        operations.put("DescribeEndpoint", endpoints::describe);
        operations.put("UpdateEndpoint", endpoints::update);
        operations.put("UpdateEndpointWeightsAndCapacities", endpoints::updateWeightsAndCapacities);
        operations.put("DeleteEndpoint", endpoints::delete);
        operations.put("ListEndpoints", endpoints::list);
        operations.put("AddTags", tags::add);
        operations.put("ListTags", tags::list);
        operations.put("DeleteTags", tags::delete);
    }

    private void register(Jobs<?> kind) {
        String name = kind.kind().name();
        operations.put("Create" + name, kind::create);
        operations.put("Describe" + name, kind::describe);
        operations.put("Stop" + name, kind::stop);
        operations.put("List" + name + "s", kind::list);
    }

    /** What container images do. */
    public Images images() {
        return images;
    }

    /** The limits of the account. */
    public Quotas quotas() {
        return quotas;
    }

    /** Who labels data. */
    public Workteams workteams() {
        return workteams;
    }

    /** How long stages last from now on. */
    public void timings(Timings durations) {
        timings = durations;
    }

    /** Does what auto scaling does: gives a variant of an endpoint that is in service another number of instances. */
    public void scale(String region, String endpoint, String variant, int count) {
        endpoints.find(region, endpoint).orElseThrow().scale(variant, count);
    }

    /** Makes the next update of an endpoint that fails end without a way back. */
    public void failNextRollback(String region, String endpoint) {
        endpoints.find(region, endpoint).orElseThrow().failNextRollback();
    }

    /** How much of an endpoint's traffic, in percent, goes to what it is being updated to; 0 if it is not. */
    public int share(String region, String endpoint) {
        return endpoints.find(region, endpoint).map(Endpoint::share).orElse(0);
    }

    /** Whether an endpoint puts its answers to S3. */
    public boolean isAsynchronous(String region, String endpoint) {
        return endpoints
                .find(region, endpoint)
                .flatMap(Endpoint::current)
                .filter(fleet -> fleet.config().request().has("AsyncInferenceConfig"))
                .isPresent();
    }

    /** Whether an endpoint has a variant. */
    public boolean hasVariant(String region, String endpoint, String variant) {
        return endpoints
                .find(region, endpoint)
                .flatMap(Endpoint::current)
                .filter(fleet -> Rollout.names(fleet.config()).contains(variant))
                .isPresent();
    }

    /** The processes of training jobs and endpoints that run now. */
    public List<ProcessHandle> processes() {
        return containers.processes();
    }

    SageMakerRuntime runtime() {
        return new SageMakerRuntime(context, endpoints);
    }

    @Override
    public String signingName() {
        return "sagemaker";
    }

    @Override
    public Protocol protocol() {
        return Protocol.AWS_JSON_1_1;
    }

    @Override
    public boolean accepts(HttpHead head) {
        return !SageMakerRuntime.isInvocation(head);
    }

    @Override
    public String resource(AwsRequest request) {
        for (String member : NAMES) {
            JsonNode name = request.json().path(member);
            if (name.isTextual()) {
                return name.asText();
            }
        }
        return "";
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        return new SageMakerPermissions(configs).of(request);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        Function<AwsRequest, JsonNode> operation = operations.get(request.operation());
        if (operation == null) {
            throw new AwsError(
                    "UnknownOperationException", 400, "The embedded AWS has no operation " + request.operation() + ".");
        }
        quotas.call(request.operation());
        return AwsResponse.json(operation.apply(request));
    }

    @Override
    public void close() {
        trainingJobs.close();
        jobs.forEach(Jobs::close);
        endpoints.close();
        containers.close();
        work.shutdownNow();
        try {
            if (!work.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("embedded SageMaker still works 10 s after its end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
