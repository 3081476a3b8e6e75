package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingException;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** Auto scaling of an endpoint's variants by Application Auto Scaling. */
record Scaling(ApplicationAutoScalingClient client, String endpoint) {
    /** A policy of this name is ours. */
    private static final String POLICY = "codecraft-invocations-per-instance";

    private static final ScalableDimension INSTANCES = ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT;

    private String resource(String variant) {
        return "endpoint/" + endpoint + "/variant/" + variant;
    }

    /** Which of the variants are known, and how they are scaled. */
    List<ScaledVariant> read(List<String> variants) {
        List<ScalableTarget> targets = client.describeScalableTargets(request -> request.serviceNamespace(
                                ServiceNamespace.SAGEMAKER)
                        .scalableDimension(INSTANCES)
                        .resourceIds(variants.stream().map(this::resource).toList()))
                .scalableTargets();
        List<ScaledVariant> known = new ArrayList<>();
        for (String variant : variants) {
            targets.stream()
                    .filter(target -> target.resourceId().equals(resource(variant)))
                    .findFirst()
                    .ifPresent(target -> known.add(read(variant, target)));
        }
        return known;
    }

    private ScaledVariant read(String variant, ScalableTarget target) {
        List<ScalingPolicy> policies = client.describeScalingPolicies(
                        request -> request.serviceNamespace(ServiceNamespace.SAGEMAKER)
                                .scalableDimension(INSTANCES)
                                .resourceId(target.resourceId()))
                .scalingPolicies();
        Optional<ScalingPolicy> ours = policies.stream()
                .filter(policy -> policy.policyName().equals(POLICY))
                .findFirst();
        return new ScaledVariant(
                variant,
                ours.map(policy -> settings(target, policy)).orElse(null),
                ours.isEmpty() && !policies.isEmpty());
    }

    private static ScalingSettings settings(ScalableTarget target, ScalingPolicy policy) {
        TargetTrackingScalingPolicyConfiguration tracking = policy.targetTrackingScalingPolicyConfiguration();
        return new ScalingSettings(
                target.minCapacity(),
                target.maxCapacity(),
                tracking.targetValue(),
                orUsual(tracking.scaleInCooldown()),
                orUsual(tracking.scaleOutCooldown()));
    }

    private static int orUsual(Integer seconds) {
        return seconds == null ? AutoScaling.USUAL_SECONDS : seconds;
    }

    /** Does what may have been done already by a call whose answer was lost. */
    void perform(ScalingAction action) {
        try {
            switch (action.kind()) {
                case REGISTER -> register(action.variant(), action.settings());
                case POLICY -> put(action.variant(), action.settings());
                case DEREGISTER -> deregister(action.variant());
            }
        } catch (ApplicationAutoScalingException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            throw new OperationFailure(
                    Words.of(
                            Scaling.class,
                            "applicationAutoScaling",
                            action.variant(),
                            endpoint,
                            AwsErrors.describe(error)),
                    error);
        }
    }

    private void register(String variant, ScalingSettings settings) {
        client.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.SAGEMAKER)
                .scalableDimension(INSTANCES)
                .resourceId(resource(variant))
                .minCapacity(settings.min())
                .maxCapacity(settings.max()));
    }

    private void put(String variant, ScalingSettings settings) {
        client.putScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.SAGEMAKER)
                .scalableDimension(INSTANCES)
                .resourceId(resource(variant))
                .policyName(POLICY)
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue(settings.invocations())
                        .predefinedMetricSpecification(metric ->
                                metric.predefinedMetricType(MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE))
                        .scaleInCooldown(settings.scaleInCooldown())
                        .scaleOutCooldown(settings.scaleOutCooldown())));
    }

    private void deregister(String variant) {
        try {
            client.deregisterScalableTarget(request -> request.serviceNamespace(ServiceNamespace.SAGEMAKER)
                    .scalableDimension(INSTANCES)
                    .resourceId(resource(variant)));
        } catch (ObjectNotFoundException gone) {
            return; // that is what was wanted
        }
    }
}
