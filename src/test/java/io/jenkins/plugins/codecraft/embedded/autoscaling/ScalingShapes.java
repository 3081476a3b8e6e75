package io.jenkins.plugins.codecraft.embedded.autoscaling;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** The requests of Application Auto Scaling, as far as they are declared. */
final class ScalingShapes {
    private static final Shape NAMESPACE = Shape.enumOf("sagemaker");
    private static final Shape DIMENSION = Shape.enumOf("sagemaker:variant:DesiredInstanceCount");
    private static final Shape RESOURCE = Shape.string().length(1, 1600);

    static final Shape ONE_TARGET = Shape.struct()
            .required("ServiceNamespace", NAMESPACE)
            .required("ResourceId", RESOURCE)
            .required("ScalableDimension", DIMENSION);

    static final Shape REGISTER = ONE_TARGET
            .optional("MinCapacity", Shape.number().min(0))
            .optional("MaxCapacity", Shape.number().min(0));

    static final Shape DESCRIBE_TARGETS = Shape.struct()
            .required("ServiceNamespace", NAMESPACE)
            .optional("ResourceIds", Shape.list(RESOURCE))
            .optional("ScalableDimension", DIMENSION);

    static final Shape DESCRIBE_POLICIES = Shape.struct()
            .required("ServiceNamespace", NAMESPACE)
            .optional("ResourceId", RESOURCE)
            .optional("ScalableDimension", DIMENSION);

    static final Shape PUT_POLICY = ONE_TARGET
            .required("PolicyName", Shape.string().length(1, 256))
            .optional("PolicyType", Shape.enumOf("StepScaling", "TargetTrackingScaling", "PredictiveScaling"))
            .optional(
                    "TargetTrackingScalingPolicyConfiguration",
                    Shape.struct()
                            .required("TargetValue", Shape.number())
                            .optional(
                                    "PredefinedMetricSpecification",
                                    Shape.struct()
                                            .required(
                                                    "PredefinedMetricType",
                                                    Shape.enumOf("SageMakerVariantInvocationsPerInstance")))
                            .optional("ScaleInCooldown", Shape.number())
                            .optional("ScaleOutCooldown", Shape.number()));

    private ScalingShapes() {}
}
