package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.events.EventBus;
import java.util.List;

/** The operations on the jobs of one kind. */
final class Jobs<R extends JobRun> implements AutoCloseable {
    private final SageMakerContext context;
    private final JobKind kind;
    private final Maker<R> maker;
    private final Listing<Running<Job, R>> listing;
    private final Shelf<Running<Job, R>> jobs = new Shelf<>();

    /** Checks a job beyond the declared form of its request, and makes what carries it out. */
    interface Maker<R> {
        /** @throws AwsError if the job is refused; nothing has been done then */
        R make(AwsRequest request, Job job);
    }

    Jobs(SageMakerContext context, JobKind kind, Maker<R> maker) {
        this.context = context;
        this.kind = kind;
        this.maker = maker;
        this.listing = new Listing<>(kind.summaries(), false, false, Jobs::summary);
    }

    private static ObjectNode summary(Running<Job, ? extends JobRun> entry) {
        ObjectNode summary = entry.job().summary();
        entry.run().summarize(summary);
        return summary;
    }

    JobKind kind() {
        return kind;
    }

    JsonNode create(AwsRequest request) {
        return create(request, request.json());
    }

    /** @param json the request, if it is not the one that came: that of a pipeline's step */
    JsonNode create(AwsRequest request, ObjectNode json) {
        kind.create().validate(json);
        Tags.check(json.path("Tags"));
        String name = json.get(kind.member("Name")).asText();
        String arn = SageMakerContext.arn(request, kind.type() + "/" + name);
        if (jobs.find(request.region(), name).isPresent()) {
            throw inUse(arn);
        }
        Running<Job, R> entry = jobs.add(request.region(), name, () -> make(request, name, arn, json))
                .orElseThrow(() -> inUse(arn));
        context.tags().create(arn, json.path("Tags"));
        entry.run().start();
        return AwsJson.object().put(kind.member("Arn"), arn);
    }

    private Running<Job, R> make(AwsRequest request, String name, String arn, ObjectNode json) {
        Job job = new Job(
                kind,
                request.region(),
                arn,
                json,
                context.now(),
                () -> context.inBackground(() -> tell(request.region(), name, arn)));
        return new Running<>(job, maker.make(request, job));
    }

    private void tell(String region, String name, String arn) {
        if (!kind.event().isEmpty()) {
            context.aws()
                    .services()
                    .get(EventBus.class)
                    .put(region, "aws.sagemaker", kind.event(), describe(region, name), List.of(arn));
        }
    }

    private static AwsError inUse(String arn) {
        return new AwsError(
                "ResourceInUse",
                400,
                "Job name must be unique within an AWS account and region, and a job with this name already exists ("
                        + arn + ")");
    }

    JsonNode describe(AwsRequest request) {
        kind.one().validate(request.json());
        return describe(find(request));
    }

    private static ObjectNode describe(Running<Job, ? extends JobRun> entry) {
        ObjectNode answer = entry.job().describe();
        entry.run().describe(answer);
        return answer;
    }

    JsonNode stop(AwsRequest request) {
        kind.one().validate(request.json());
        Running<Job, R> entry = find(request);
        if (entry.job().isOver()) {
            throw AwsError.validation("The request was rejected because the " + kind.words() + " is in status "
                    + entry.job().status() + ".");
        }
        entry.run().stop();
        return AwsJson.object();
    }

    /** A job by name, for a pipeline. */
    Job job(String region, String name) {
        return jobs.find(region, name).orElseThrow().job();
    }

    /** What is told of a job, for a pipeline. */
    ObjectNode describe(String region, String name) {
        return describe(jobs.find(region, name).orElseThrow());
    }

    /** Stops a job unless it is over, for a pipeline. */
    void halt(String region, String name) {
        jobs.find(region, name).filter(entry -> !entry.job().isOver()).ifPresent(entry -> entry.run()
                .stop());
    }

    /** The job that a valid request names. */
    Running<Job, R> find(AwsRequest request) {
        String name = request.json().get(kind.member("Name")).asText();
        return jobs.find(request.region(), name)
                .orElseThrow(
                        () -> new AwsError("ResourceNotFound", 400, "Could not find requested job with name: " + name));
    }

    JsonNode list(AwsRequest request) {
        kind.list().validate(request.json());
        return listing.answer(request.json(), jobs.all(request.region()));
    }

    @Override
    public void close() {
        jobs.all().forEach(entry -> entry.run().abandon());
    }
}
