package io.jenkins.plugins.codecraft.embedded.autoscaling;

import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a caller of Application Auto Scaling must be allowed to do: the call itself, and what the service then does in the
 * caller's name with the endpoint and with the alarms of target tracking.
 */
final class ScalingPermissions {
    private static final String LINKED_ROLE = "role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/"
            + "AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint";

    private ScalingPermissions() {}

    static List<Permission> of(AwsRequest request) {
        String operation = request.operation();
        if (operation.startsWith("Describe")) {
            return List.of(Permission.of("application-autoscaling:" + operation, "*"));
        }
        List<Permission> all = new ArrayList<>();
        all.add(new Permission(
                "application-autoscaling:" + operation,
                request.arn("scalable-target/0ec5036d1b2ab7d4cdbb8d2c3e5a1f9c"),
                Map.of(
                        "application-autoscaling:service-namespace",
                        request.json().path("ServiceNamespace").asText(),
                        "application-autoscaling:scalable-dimension",
                        request.json().path("ScalableDimension").asText())));
        String region = request.region() + ":" + request.account() + ":";
        String resource = request.json().path("ResourceId").asText();
        String endpoint = "arn:aws:sagemaker:" + region + resource.replaceFirst("/variant/.*", "");
        String alarms = "arn:aws:cloudwatch:" + region + "alarm:TargetTracking-" + resource + "-AlarmHigh-1";
        switch (operation) {
            case "RegisterScalableTarget" -> {
                all.add(Permission.of("sagemaker:DescribeEndpoint", endpoint));
                all.add(Permission.of("sagemaker:UpdateEndpointWeightsAndCapacities", endpoint));
                all.add(new Permission(
                        "iam:CreateServiceLinkedRole",
                        "arn:aws:iam::" + request.account() + ":" + LINKED_ROLE,
                        Map.of("iam:AWSServiceName", "sagemaker.application-autoscaling.amazonaws.com")));
            }
            case "PutScalingPolicy" -> {
                all.add(Permission.of("cloudwatch:DescribeAlarms", "*"));
                all.add(Permission.of("cloudwatch:PutMetricAlarm", alarms));
            }
            default -> all.add(Permission.of("cloudwatch:DeleteAlarms", alarms));
        }
        return all;
    }
}
