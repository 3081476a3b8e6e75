package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings.Kind;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import java.util.EnumSet;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.Alarm;
import software.amazon.awssdk.services.sagemaker.model.CapacitySize;
import software.amazon.awssdk.services.sagemaker.model.CapacitySizeType;
import software.amazon.awssdk.services.sagemaker.model.DeploymentConfig;
import software.amazon.awssdk.services.sagemaker.model.TrafficRoutingConfigType;

/** SageMaker's deployment guardrails: a rollout as {@code UpdateEndpoint} takes it. */
final class EndpointRollout {
    private static final int MOST_PERCENT = 50;

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
                    "SageMaker takes " + least + " to " + MOST_PERCENT + " for "
                            + rollout.kind().symbol() + ".");
        }
        if (settings.serverless() != null && of(rollout).isPresent()) {
            mistakes.add(
                    "rollout",
                    rollout.kind().symbol(),
                    "SageMaker moves the traffic of a serverless endpoint at once; leave rollout out.");
        }
        if (settings.variants().size() > 1 && rollout.kind() == Kind.ROLLING) {
            mistakes.add("rollout", "rolling", "SageMaker takes it for endpoints of one variant only.");
        }
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
        CapacitySize size = CapacitySize.builder()
                .type(CapacitySizeType.CAPACITY_PERCENT)
                .value(rollout.percent())
                .build();
        switch (rollout.kind()) {
            case ROLLING ->
                config.rollingUpdatePolicy(
                        policy -> policy.maximumBatchSize(size).waitIntervalInSeconds(wait));
            case ALL_AT_ONCE ->
                config.blueGreenUpdatePolicy(policy -> policy.trafficRoutingConfiguration(traffic ->
                        traffic.type(TrafficRoutingConfigType.ALL_AT_ONCE).waitIntervalInSeconds(wait)));
            case CANARY ->
                config.blueGreenUpdatePolicy(policy ->
                        policy.trafficRoutingConfiguration(traffic -> traffic.type(TrafficRoutingConfigType.CANARY)
                                .waitIntervalInSeconds(wait)
                                .canarySize(size)));
            case LINEAR ->
                config.blueGreenUpdatePolicy(policy ->
                        policy.trafficRoutingConfiguration(traffic -> traffic.type(TrafficRoutingConfigType.LINEAR)
                                .waitIntervalInSeconds(wait)
                                .linearStepSize(size)));
        }
        if (!rollout.alarms().isEmpty()) {
            config.autoRollbackConfiguration(rollback -> rollback.alarms(rollout.alarms().stream()
                    .map(name -> Alarm.builder().alarmName(name).build())
                    .toList()));
        }
        return Optional.of(config.build());
    }
}
