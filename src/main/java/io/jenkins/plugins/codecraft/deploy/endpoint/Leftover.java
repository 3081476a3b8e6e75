package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** An endpoint configuration or a model that nobody needs any more. */
record Leftover(Kind kind, String name) implements Serializable {
    enum Kind {
        CONFIG(Words.of(Leftover.class, "endpointConfiguration")),
        MODEL("model ");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Leftover config(String name) {
        return new Leftover(Kind.CONFIG, name);
    }

    static Leftover model(String name) {
        return new Leftover(Kind.MODEL, name);
    }

    String words() {
        return kind.words + name;
    }

    /** Whether it is there, and was made by the plan's own build. */
    boolean madeBy(SageMakerClient client, EndpointPlan plan) {
        Map<String, String> build = plan.origin().tags(name);
        return tags(client)
                .filter(tags -> tags.entrySet().containsAll(build.entrySet()))
                .isPresent();
    }

    /** Whether it is there, and was made for the plan's endpoint. */
    boolean madeFor(SageMakerClient client, EndpointPlan plan) {
        return tags(client)
                .filter(tags ->
                        name.equals(tags.get(Ownership.ID)) && plan.endpoint().equals(tags.get(EndpointPlan.ENDPOINT)))
                .isPresent();
    }

    private Optional<Map<String, String>> tags(SageMakerClient client) {
        Optional<String> arn =
                switch (kind) {
                    case CONFIG ->
                        EndpointFields.find(() ->
                                        client.describeEndpointConfig(request -> request.endpointConfigName(name)))
                                .map(found -> found.endpointConfigArn());
                    case MODEL ->
                        EndpointFields.find(() -> client.describeModel(request -> request.modelName(name)))
                                .map(found -> found.modelArn());
                };
        return arn.map(known -> Endpoints.tags(client, known));
    }

    /** Deletes it; no matter if it is gone already. */
    void delete(SageMakerClient client) {
        EndpointFields.find(() -> switch (kind) {
            case CONFIG -> client.deleteEndpointConfig(request -> request.endpointConfigName(name));
            case MODEL -> client.deleteModel(request -> request.modelName(name));
        });
    }
}
