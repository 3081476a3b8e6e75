package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import java.util.Optional;

/** What the parameters of {@code sagemakerEndpoint} must be when it is deployed. */
final class EndpointRules {
    private EndpointRules() {}

    static void check(EndpointSettings settings, Mistakes mistakes) {
        mistakes.check("name", settings.name(), SageMakerRules.endpointName(settings.name()));
        mistakes.check("model", settings.modelArtifacts(), model(settings.modelArtifacts()));
        mistakes.check("image", settings.image(), SageMakerRules.image(settings.image()));
        mistakes.check("role", settings.role(), SageMakerRules.role(settings.role()));
        mistakes.check("instanceType", settings.instanceType(), SageMakerRules.instanceType(settings.instanceType()));
        mistakes.check("instanceCount", settings.instanceCount(), instanceCount(settings.instanceCount()));
        mistakes.check("entryPoint", "", other(settings.entryPoint(), settings.sourceUri()));
        mistakes.check("sourceUri", "", other(settings.sourceUri(), settings.entryPoint()));
        SageMakerRules.environment(settings.environment(), mistakes);
        SageMakerRules.tags(settings.tags(), mistakes);
    }

    static Optional<String> instanceCount(int count) {
        return count >= 1 ? Optional.empty() : Optional.of("At least 1 instance is needed.");
    }

    /** What is wrong with one of entryPoint and sourceUri, given the other. */
    static Optional<String> other(String one, String other) {
        return one.isEmpty() && !other.isEmpty()
                ? Optional.of(
                        "entryPoint names the script that serves the model, sourceUri the archive in S3 that it is"
                                + " in; give both or neither.")
                : Optional.empty();
    }

    static Optional<String> model(String uri) {
        return uri.matches("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/.+")
                ? Optional.empty()
                : Optional.of("Give what codecraftTrain returned, or the s3:// URI of a model.tar.gz.");
    }
}
