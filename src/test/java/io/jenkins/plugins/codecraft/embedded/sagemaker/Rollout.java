package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * In which stages an update moves the traffic, by the request's {@code DeploymentConfig}.
 *
 * @param alarms names of the alarms that make it go back
 * @param termination how long the old fleet stays after the last stage
 */
record Rollout(List<Stage> stages, List<String> alarms, Duration termination) {

    /** A share of the traffic in percent, and how long it is watched. */
    record Stage(int percent, Duration bake) {}

    /** All at once, without a bake. */
    static Rollout usual() {
        return new Rollout(List.of(new Stage(100, Duration.ZERO)), List.of(), Duration.ZERO);
    }

    static Rollout of(Optional<JsonNode> deploymentConfig) {
        if (deploymentConfig.isEmpty()) {
            return usual();
        }
        JsonNode config = deploymentConfig.get();
        List<String> alarms = new ArrayList<>();
        config.path("AutoRollbackConfiguration")
                .path("Alarms")
                .forEach(alarm -> alarms.add(alarm.path("AlarmName").asText()));
        JsonNode rolling = config.path("RollingUpdatePolicy");
        if (rolling.isObject()) {
            Duration wait = seconds(rolling, "WaitIntervalInSeconds");
            return new Rollout(steps(percent(rolling.path("MaximumBatchSize")), wait), alarms, Duration.ZERO);
        }
        JsonNode policy = config.path("BlueGreenUpdatePolicy");
        JsonNode traffic = policy.path("TrafficRoutingConfiguration");
        Duration wait = seconds(traffic, "WaitIntervalInSeconds");
        List<Stage> stages =
                switch (traffic.path("Type").asText("ALL_AT_ONCE")) {
                    case "CANARY" ->
                        List.of(new Stage(percent(traffic.path("CanarySize")), wait), new Stage(100, Duration.ZERO));
                    case "LINEAR" -> steps(percent(traffic.path("LinearStepSize")), wait);
                    default -> List.of(new Stage(100, wait));
                };
        return new Rollout(stages, alarms, seconds(policy, "TerminationWaitInSeconds"));
    }

    private static List<Stage> steps(int percent, Duration wait) {
        List<Stage> stages = new ArrayList<>();
        for (int share = percent; share < 100; share += percent) {
            stages.add(new Stage(share, wait));
        }
        stages.add(new Stage(100, wait));
        return stages;
    }

    private static int percent(JsonNode size) {
        return size.path("Type").asText().equals("CAPACITY_PERCENT")
                ? size.path("Value").asInt()
                : 50; // of a number of instances only that at least half stays is known
    }

    private static Duration seconds(JsonNode node, String member) {
        return Duration.ofSeconds(node.path(member).asLong());
    }

    /** Refuses a deployment configuration that SageMaker does not take for this change. */
    static void check(JsonNode deploymentConfig, Resource is, Resource wanted) {
        JsonNode blueGreen = deploymentConfig.path("BlueGreenUpdatePolicy");
        JsonNode rolling = deploymentConfig.path("RollingUpdatePolicy");
        if (blueGreen.isObject() && rolling.isObject()) {
            throw AwsError.validation(
                    "Only one of BlueGreenUpdatePolicy and RollingUpdatePolicy can be specified in DeploymentConfig.");
        }
        JsonNode traffic = blueGreen.path("TrafficRoutingConfiguration");
        requireSize(traffic, "CANARY", "CanarySize", 1);
        requireSize(traffic, "LINEAR", "LinearStepSize", 10);
        if (rolling.isObject()) {
            requirePercent(rolling.path("MaximumBatchSize"), "MaximumBatchSize", 5);
            if (wanted.request().get("ProductionVariants").size() > 1) {
                throw AwsError.validation("Rolling deployments are not supported for multi-variant endpoints.");
            }
            if (wanted.request().get("ProductionVariants").get(0).has("ServerlessConfig")) {
                throw AwsError.validation("Rolling deployments are not supported for serverless endpoints.");
            }
        }
        requireTime(deploymentConfig, rolling.isObject() ? rolling : blueGreen);
        if (!names(is).equals(names(wanted))) {
            throw AwsError.validation("The new endpoint configuration must have the same variant names as the old one"
                    + " when a DeploymentConfig is specified.");
        }
    }

    /** What the limit is where none is given is documented nowhere; here it is an hour. */
    private static void requireTime(JsonNode deploymentConfig, JsonNode policy) {
        Rollout rollout = of(Optional.of(deploymentConfig));
        Duration all = rollout.stages().stream().map(Stage::bake).reduce(rollout.termination(), Duration::plus);
        int most = policy.path("MaximumExecutionTimeoutInSeconds").asInt(3600);
        if (all.toSeconds() >= most) {
            throw AwsError.validation("MaximumExecutionTimeoutInSeconds must be larger than the total waiting time"
                    + " specified in TerminationWaitInSeconds and WaitIntervalInSeconds.");
        }
    }

    private static void requireSize(JsonNode traffic, String type, String member, int least) {
        boolean wanted = traffic.path("Type").asText().equals(type);
        if (wanted != traffic.has(member)) {
            throw AwsError.validation(
                    wanted
                            ? member + " must be specified for traffic routing type " + type + "."
                            : member + " can only be specified for traffic routing type " + type + ".");
        }
        if (wanted) {
            requirePercent(traffic.path(member), member, least);
        }
    }

    private static void requirePercent(JsonNode size, String member, int least) {
        int value = size.path("Value").asInt();
        if (size.path("Type").asText().equals("CAPACITY_PERCENT") && (value < least || value > 50)) {
            throw AwsError.validation(member + " must be " + least + "-50% of the variant's total instance count.");
        }
    }

    static Set<String> names(Resource config) {
        Set<String> names = new HashSet<>();
        config.request()
                .get("ProductionVariants")
                .forEach(variant -> names.add(variant.get("VariantName").asText()));
        return names;
    }
}
