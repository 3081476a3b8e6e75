package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings.Kind;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.Alarm;
import software.amazon.awssdk.services.sagemaker.model.CapacitySize;
import software.amazon.awssdk.services.sagemaker.model.CapacitySizeType;
import software.amazon.awssdk.services.sagemaker.model.DeploymentConfig;
import software.amazon.awssdk.services.sagemaker.model.TrafficRoutingConfig;
import software.amazon.awssdk.services.sagemaker.model.TrafficRoutingConfigType;

/** SageMaker's deployment guardrails: a rollout as {@code UpdateEndpoint} takes it. */
final class EndpointRollout {
    private static final int MOST_PERCENT = 50;
    /** What SageMaker takes at most for a whole rollout; what it takes if nobody says is documented nowhere. */
    private static final Duration LONGEST = Duration.ofHours(8);

    private EndpointRollout() {}

    /** What is wrong with a rollout for SageMaker, beyond what is wrong anywhere. */
    static void check(EndpointSettings settings, Mistakes mistakes) {
        RolloutSettings rollout = settings.rollout();
        rollout.check(mistakes, EnumSet.allOf(Kind.class));
        int least =
                switch (rollout.kind()) {
                    case LINEAR -> 10;
                    case ROLLING -> 5;
                    default -> 1;
                };
        if (rollout.kind() != Kind.ALL_AT_ONCE && (rollout.percent() < least || rollout.percent() > MOST_PERCENT)) {
            mistakes.add(
                    "rollout.percent",
                    rollout.percent(),
                    Words.of(
                            EndpointRollout.class,
                            "sagemakerTakes",
                            least,
                            MOST_PERCENT,
                            rollout.kind().symbol()));
        } else if (pauses(rollout).compareTo(LONGEST) >= 0) {
            mistakes.add(
                    "rollout",
                    rollout.words(),
                    Words.of(
                            EndpointRollout.class,
                            "pausesAloneTake",
                            Durations.words(pauses(rollout)),
                            Durations.words(LONGEST)));
        }
        if (settings.serverless() != null && rollout.kind() == Kind.ROLLING) {
            mistakes.add("rollout", "rolling", Words.of(EndpointRollout.class, "sagemakerTakesEndpoints"));
        }
        if (settings.variants().size() > 1 && rollout.kind() == Kind.ROLLING) {
            mistakes.add("rollout", "rolling", Words.of(EndpointRollout.class, "sagemakerTakesEndpointsOne"));
        }
    }

    /** How long SageMaker watches, in all stages together; the new instances need their time beside that. */
    private static Duration pauses(RolloutSettings rollout) {
        int stages =
                switch (rollout.kind()) {
                    case ALL_AT_ONCE -> 1;
                    case CANARY -> 2;
                    case LINEAR, ROLLING -> (99 + rollout.percent()) / Math.max(1, rollout.percent());
                };
        return rollout.interval().multipliedBy(stages);
    }

    /** Nothing if all goes over at once, and nothing is watched: that is what SageMaker does anyway. */
    static Optional<DeploymentConfig> of(RolloutSettings rollout) {
        if (rollout.kind() == Kind.ALL_AT_ONCE
                && rollout.interval().isZero()
                && rollout.alarms().isEmpty()) {
            return Optional.empty();
        }
        DeploymentConfig.Builder config = DeploymentConfig.builder();
        int wait = (int) rollout.interval().toSeconds();
        int longest = (int) LONGEST.toSeconds();
        CapacitySize size = CapacitySize.builder()
                .type(CapacitySizeType.CAPACITY_PERCENT)
                .value(rollout.percent())
                .build();
        switch (rollout.kind()) {
            case ROLLING ->
                config.rollingUpdatePolicy(policy -> policy.maximumBatchSize(size)
                        .waitIntervalInSeconds(wait)
                        .maximumExecutionTimeoutInSeconds(longest));
            case ALL_AT_ONCE, CANARY, LINEAR ->
                config.blueGreenUpdatePolicy(policy -> policy.maximumExecutionTimeoutInSeconds(longest)
                        .trafficRoutingConfiguration(
                                traffic -> route(rollout.kind(), traffic.waitIntervalInSeconds(wait), size)));
        }
        if (!rollout.alarms().isEmpty()) {
            config.autoRollbackConfiguration(rollback -> rollback.alarms(rollout.alarms().stream()
                    .map(name -> Alarm.builder().alarmName(name).build())
                    .toList()));
        }
        return Optional.of(config.build());
    }

    private static void route(Kind kind, TrafficRoutingConfig.Builder traffic, CapacitySize size) {
        switch (kind) {
            case CANARY -> traffic.type(TrafficRoutingConfigType.CANARY).canarySize(size);
            case LINEAR -> traffic.type(TrafficRoutingConfigType.LINEAR).linearStepSize(size);
            default -> traffic.type(TrafficRoutingConfigType.ALL_AT_ONCE);
        }
    }
}
