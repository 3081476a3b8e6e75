package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Batch transforms for tests: right in every parameter until a test changes one. */
public final class Transforms {
    private static final String ROLE = "arn:aws:iam::123456789012:role/SageMakerRole";

    String name = "iris-batch";
    String model = "iris-model";
    String artifacts = "";
    String image = "";
    String role = "";
    String entryPoint = "";
    String sourceUri = "";
    String input = "data";
    String output = "";
    String contentType = "text/csv";
    String splitType = "Line";
    String assembleWith = "Line";
    String inputFilter = "";
    String outputFilter = "";
    String joinSource = "";
    String instanceType = "ml.m5.large";
    int instanceCount = 1;
    String strategy = "";
    Integer maxPayload;
    Integer maxConcurrentTransforms;
    final Map<String, String> environment = new LinkedHashMap<>();
    String bucket = "codecraft-test";
    String kmsKey = "";
    final Map<String, String> tags = new LinkedHashMap<>();
    String maxRuntime = "";
    String logs = "all";
    String expect = "";

    public Transforms model(String nameOfOne) {
        model = nameOfOne;
        return this;
    }

    /** A model that is made for it. */
    public Transforms artifacts(String uri, String withImage) {
        model = "";
        artifacts = uri;
        image = withImage;
        role = ROLE;
        return this;
    }

    public Transforms script(String file, String archive) {
        entryPoint = file;
        sourceUri = archive;
        return this;
    }

    public Transforms from(String place) {
        input = place;
        return this;
    }

    public Transforms to(String place) {
        output = place;
        return this;
    }

    public Transforms in(String other) {
        bucket = other;
        return this;
    }

    public Transforms logs(String mode) {
        logs = mode;
        return this;
    }

    public Transforms expecting(String what) {
        expect = what;
        return this;
    }

    TransformSettings settings() {
        return new TransformSettings(
                name,
                new TransformSettings.Model(model, artifacts, image, role, entryPoint, sourceUri),
                new TransformSettings.Data(
                        input, output, contentType, "", splitType, assembleWith, inputFilter, outputFilter, joinSource),
                new TransformSettings.Work(
                        instanceType, instanceCount, strategy, maxPayload, maxConcurrentTransforms, environment),
                new TransformSettings.Keeping(bucket, "", kmsKey),
                tags,
                maxRuntime,
                logs,
                new Expectation(expect));
    }

    /** The transform at its beginning. */
    public Operation operation(BuildOrigin origin) {
        return new CheckTransform(settings(), origin);
    }

    /** What its job is called. */
    public String jobName(BuildOrigin origin) {
        return new TransformJob(settings(), origin, "us-east-1").name();
    }
}
