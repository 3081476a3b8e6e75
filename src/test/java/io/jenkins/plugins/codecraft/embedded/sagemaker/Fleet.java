package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The production variants of an endpoint by one endpoint configuration, each with its container. Safe for threads. */
final class Fleet implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A variant; the share that it is behind decides who is asked next. */
    static final class Variant {
        private final JsonNode config;
        private final String image;
        private final String logStream;
        private final Serving serving;
        private double credit;
        private int instances;
        private double weight;

        private Variant(JsonNode config, String image, String logStream, Serving serving) {
            this.config = config;
            this.image = image;
            this.logStream = logStream;
            this.serving = serving;
            this.instances = config.path("InitialInstanceCount").asInt();
            this.weight = config.path("InitialVariantWeight").asDouble(1);
        }

        String name() {
            return config.get("VariantName").asText();
        }

        String logStream() {
            return logStream;
        }

        Serving serving() {
            return serving;
        }

        private double weight() {
            return weight;
        }
    }

    private final Resource config;
    private final List<Variant> variants = new ArrayList<>();
    private final Instant created;

    Fleet(SageMakerContext context, Models models, Endpoint endpoint, Resource config) {
        this.config = config;
        this.created = context.now();
        for (JsonNode variant : config.request().get("ProductionVariants")) {
            variants.add(variant(context, models, endpoint, variant));
        }
    }

    private Variant variant(SageMakerContext context, Models models, Endpoint endpoint, JsonNode variant) {
        String model = variant.get("ModelName").asText();
        String prefix = endpoint.arn().substring(0, endpoint.arn().lastIndexOf(':'));
        JsonNode container = models.container(endpoint.region(), model, prefix + ":model/" + model);
        String name = variant.get("VariantName").asText();
        String stream = name + "/i-" + "%017x".formatted(RANDOM.nextLong() & 0xfffffffffffffffL);
        String image = container.get("Image").asText();
        Serving serving = context.images().get(image) instanceof Image.Synthetic synthetic
                ? new SyntheticServing(synthetic.serving())
                : new ProcessServing(context, name, endpoint.region(), container, line -> context.aws()
                        .logs()
                        .put(endpoint.region(), endpoint.logGroup(), stream, line));
        return new Variant(variant, image, stream, serving);
    }

    Resource config() {
        return config;
    }

    synchronized void scale(String name, int count) {
        variants.stream().filter(variant -> variant.name().equals(name)).forEach(variant -> variant.instances = count);
    }

    /** @param wanted a member of {@code DesiredWeightsAndCapacities} */
    synchronized void change(JsonNode wanted) {
        String name = wanted.get("VariantName").asText();
        if (wanted.has("DesiredInstanceCount")) {
            scale(name, wanted.get("DesiredInstanceCount").asInt());
        }
        if (wanted.has("DesiredWeight")) {
            variants.stream()
                    .filter(variant -> variant.name().equals(name))
                    .forEach(variant ->
                            variant.weight = wanted.get("DesiredWeight").asDouble());
        }
    }

    /** Takes over how many instances the variants of another fleet have. */
    synchronized void retain(Fleet other) {
        other.variants.forEach(variant -> scale(variant.name(), variant.instances));
    }

    /** Starts all containers; blocks. */
    void start() throws IOException {
        for (Variant variant : variants) {
            variant.serving().start();
        }
    }

    /** The variant of a name, or the one whose turn it is by weight. */
    synchronized Optional<Variant> choose(Optional<String> name) {
        if (name.isPresent()) {
            return variants.stream()
                    .filter(variant -> variant.name().equals(name.get()))
                    .findFirst();
        }
        double total = variants.stream().mapToDouble(Variant::weight).sum();
        Variant next = null;
        for (Variant variant : variants) {
            variant.credit += variant.weight();
            if (variant.weight() > 0 && (next == null || variant.credit > next.credit)) {
                next = variant;
            }
        }
        if (next != null) {
            next.credit -= total;
        }
        return Optional.ofNullable(next);
    }

    /**
     * @param status of each variant while it is not in service, e.g. {@code Creating}, or empty
     * @param share of the traffic in percent
     */
    synchronized ArrayNode describe(String status, int share) {
        ArrayNode list = AwsJson.object().putArray("variants");
        for (Variant variant : variants) {
            ObjectNode node = list.addObject().put("VariantName", variant.name());
            ObjectNode deployed = node.putArray("DeployedImages").addObject();
            deployed.put("SpecifiedImage", variant.image).put("ResolvedImage", variant.image);
            SageMakerContext.time(deployed, "ResolutionTime", created);
            node.put("CurrentWeight", variant.weight() * share / 100).put("DesiredWeight", variant.weight());
            describeCapacity(variant, node);
            if (!status.isEmpty()) {
                ObjectNode state = node.putArray("VariantStatus").addObject().put("Status", status);
                SageMakerContext.time(state, "StartTime", created);
            }
        }
        return list;
    }

    private static void describeCapacity(Variant variant, ObjectNode node) {
        JsonNode serverless = variant.config.path("ServerlessConfig");
        if (serverless.isObject()) {
            node.set("CurrentServerlessConfig", serverless);
            node.set("DesiredServerlessConfig", serverless);
        } else {
            node.put("CurrentInstanceCount", variant.instances).put("DesiredInstanceCount", variant.instances);
        }
    }

    Instant created() {
        return created;
    }

    @Override
    public void close() {
        variants.forEach(variant -> variant.serving().close());
    }
}
