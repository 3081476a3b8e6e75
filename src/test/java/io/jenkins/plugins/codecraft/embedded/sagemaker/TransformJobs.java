package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;

/** The operations on transform jobs. */
final class TransformJobs implements AutoCloseable {
    private static final Listing<Running<TransformJob, TransformRun>> LISTING = new Listing<>(
            "TransformJobSummaries", false, false, entry -> entry.job().summary());

    private final SageMakerContext context;
    private final Models models;
    private final Shelf<Running<TransformJob, TransformRun>> jobs = new Shelf<>();

    TransformJobs(SageMakerContext context, Models models) {
        this.context = context;
        this.models = models;
    }

    JsonNode create(AwsRequest request) {
        return create(request, request.json());
    }

    /** @param json the request, if it is not the one that came: that of a pipeline's step */
    JsonNode create(AwsRequest request, ObjectNode json) {
        TransformShapes.CREATE.validate(json);
        Tags.check(json.path("Tags"));
        String name = json.get("TransformJobName").asText();
        String arn = SageMakerContext.arn(request, "transform-job/" + name);
        if (jobs.find(request.region(), name).isPresent()) {
            throw inUse(arn);
        }
        Resource model = models.require(request, json.get("ModelName").asText());
        int payload = json.path("MaxPayloadInMB").asInt(6);
        if (payload > 100 || payload * json.path("MaxConcurrentTransforms").asInt(1) > 100) {
            throw AwsError.validation("MaxPayloadInMB times MaxConcurrentTransforms must not exceed 100 MB.");
        }
        JsonNode container = models.container(request.region(), model.name(), model.arn());
        Running<TransformJob, TransformRun> entry = jobs.add(
                        request.region(), name, () -> make(request, arn, json, container))
                .orElseThrow(() -> inUse(arn));
        context.tags().create(arn, json.path("Tags"));
        entry.run().start();
        return AwsJson.object().put("TransformJobArn", arn);
    }

    private Running<TransformJob, TransformRun> make(
            AwsRequest request, String arn, ObjectNode json, JsonNode container) {
        TransformJob job = new TransformJob(request.region(), arn, json, context.now());
        return new Running<>(job, new TransformRun(context, job, container));
    }

    private static AwsError inUse(String arn) {
        return new AwsError(
                "ResourceInUse",
                400,
                "Job name must be unique within an AWS account and region, and a job with this name already exists ("
                        + arn + ")");
    }

    JsonNode describe(AwsRequest request) {
        return find(request).job().describe();
    }

    JsonNode stop(AwsRequest request) {
        find(request).run().stop();
        return AwsJson.object();
    }

    /** A job by name, for a pipeline. */
    TransformJob job(String region, String name) {
        return jobs.find(region, name).orElseThrow().job();
    }

    /** Stops a job unless it is over, for a pipeline. */
    void halt(String region, String name) {
        jobs.find(region, name).filter(entry -> !entry.job().isOver()).ifPresent(entry -> entry.run()
                .stop());
    }

    private Running<TransformJob, TransformRun> find(AwsRequest request) {
        TransformShapes.ONE.validate(request.json());
        String name = request.json().get("TransformJobName").asText();
        return jobs.find(request.region(), name)
                .orElseThrow(
                        () -> new AwsError("ResourceNotFound", 400, "Could not find requested job with name: " + name));
    }

    JsonNode list(AwsRequest request) {
        TransformShapes.LIST.validate(request.json());
        return LISTING.answer(request.json(), jobs.all(request.region()));
    }

    @Override
    public void close() {
        jobs.all().forEach(entry -> entry.run().abandon());
    }
}
