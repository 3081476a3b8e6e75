package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Deployments of SageMaker endpoints for tests: right in every parameter until a test changes one. */
public final class Deployments {
    String name = "iris";
    String model = "s3://codecraft-test/output/iris/output/model.tar.gz";
    String image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/synthetic:1";
    String role = "arn:aws:iam::123456789012:role/SageMakerRole";
    String entryPoint = "";
    String sourceUri = "";
    String instanceType = "ml.m5.large";
    int instanceCount = 1;
    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();

    public Deployments named(String other) {
        name = other;
        return this;
    }

    /** @param uri of the model's archive; another one makes another model and configuration */
    public Deployments model(String uri) {
        model = uri;
        return this;
    }

    EndpointSettings settings() {
        return new EndpointSettings(
                name, model, image, role, entryPoint, sourceUri, instanceType, instanceCount, environment, tags);
    }

    /** The deployment at its beginning. */
    public Operation operation(BuildOrigin origin) {
        return new CheckEndpoint(settings(), origin);
    }

    /** What its endpoint configuration is called. */
    public String configName(BuildOrigin origin) {
        return new EndpointPlan(settings(), origin, "us-east-1").configName();
    }
}
