package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;

/** The operations on training jobs. */
final class TrainingJobs implements AutoCloseable {
    private static final Listing<Running<TrainingJob, TrainingRun>> LISTING = new Listing<>(
            "TrainingJobSummaries", false, true, entry -> entry.job().summary());

    private final SageMakerContext context;
    private final TrainingRules rules;
    private final Shelf<Running<TrainingJob, TrainingRun>> jobs = new Shelf<>();

    TrainingJobs(SageMakerContext context) {
        this.context = context;
        this.rules = new TrainingRules(context);
    }

    JsonNode create(AwsRequest request) {
        return create(request, request.json());
    }

    /** @param json the request, if it is not the one that came: that of a pipeline's step */
    JsonNode create(AwsRequest request, ObjectNode json) {
        rules.check(json, request.region());
        String name = json.get("TrainingJobName").asText();
        String arn = SageMakerContext.arn(request, "training-job/" + name);
        if (jobs.find(request.region(), name).isPresent()) {
            throw inUse(arn);
        }
        Running<TrainingJob, TrainingRun> entry =
                jobs.add(request.region(), name, () -> make(request, arn, json)).orElseThrow(() -> inUse(arn));
        context.tags().create(arn, json.path("Tags"));
        entry.run().start();
        return AwsJson.object().put("TrainingJobArn", arn);
    }

    private Running<TrainingJob, TrainingRun> make(AwsRequest request, String arn, ObjectNode json) {
        TrainingJob job = new TrainingJob(request.region(), arn, json, context.now());
        context.quotas()
                .requireTraining(
                        job.instanceType(), () -> used(request.region(), job.instanceType()), job.instanceCount());
        return new Running<>(job, new TrainingRun(context, job, workload(job)));
    }

    private int used(String region, String instanceType) {
        return jobs.all(region).stream()
                .map(Running::job)
                .filter(job -> !job.isOver() && job.instanceType().equals(instanceType))
                .mapToInt(TrainingJob::instanceCount)
                .sum();
    }

    private Workload workload(TrainingJob job) {
        Image image = context.images()
                .get(job.request()
                        .get("AlgorithmSpecification")
                        .get("TrainingImage")
                        .asText());
        return image instanceof Image.Synthetic synthetic
                ? new SyntheticTraining(context, job, synthetic.training())
                : new ProcessTraining(context, job, image);
    }

    private static AwsError inUse(String arn) {
        return new AwsError(
                "ResourceInUse",
                400,
                "Training job names must be unique within an AWS account and region, and a training job with this name already"
                        + " exists (" + arn + ")");
    }

    JsonNode describe(AwsRequest request) {
        return find(request).job().describe();
    }

    JsonNode stop(AwsRequest request) {
        Running<TrainingJob, TrainingRun> entry = find(request);
        if (entry.job().isOver()) {
            throw AwsError.validation("The request was rejected because the training job is in status "
                    + entry.job().status() + ".");
        }
        entry.run().stop();
        return AwsJson.object();
    }

    /** A job by name, for a pipeline. */
    TrainingJob job(String region, String name) {
        return jobs.find(region, name).orElseThrow().job();
    }

    /** Stops a job unless it is over, for a pipeline. */
    void halt(String region, String name) {
        jobs.find(region, name).filter(entry -> !entry.job().isOver()).ifPresent(entry -> entry.run()
                .stop());
    }

    private Running<TrainingJob, TrainingRun> find(AwsRequest request) {
        TrainingShapes.ONE.validate(request.json());
        return jobs.find(request.region(), request.json().get("TrainingJobName").asText())
                .orElseThrow(() -> AwsError.validation("Requested resource not found."));
    }

    JsonNode list(AwsRequest request) {
        TrainingShapes.LIST.validate(request.json());
        return LISTING.answer(request.json(), jobs.all(request.region()));
    }

    @Override
    public void close() {
        jobs.all().forEach(entry -> entry.run().abandon());
    }
}
