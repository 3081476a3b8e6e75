package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.Permission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a caller of SageMaker must be allowed to do. Names are in lower case in ARNs, whatever case a request has. */
record SageMakerPermissions(EndpointConfigs configs) {
    private static final Set<String> ABOUT_ONE = Set.of(
            "ListTags",
            "ListPipelineExecutions",
            "ListPipelineExecutionSteps",
            "ListModelPackages",
            "ListTrainingJobsForHyperParameterTuningJob");
    private static final List<String> ARNS = List.of("ResourceArn", "PipelineExecutionArn", "ModelPackageArn");
    private static final List<String> ROLES = List.of("RoleArn", "ExecutionRoleArn");
    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("TrainingJobName", "training-job");
        TYPES.put("TransformJobName", "transform-job");
        TYPES.put("ProcessingJobName", "processing-job");
        TYPES.put("HyperParameterTuningJobName", "hyper-parameter-tuning-job");
        TYPES.put("LabelingJobName", "labeling-job");
        TYPES.put("EndpointName", "endpoint");
        TYPES.put("EndpointConfigName", "endpoint-config");
        TYPES.put("ModelName", "model");
        TYPES.put("PipelineName", "pipeline");
        TYPES.put("ModelPackageGroupName", "model-package");
    }

    List<Permission> of(AwsRequest request) {
        String operation = request.operation();
        JsonNode json = request.json();
        String action = "sagemaker:" + operation;
        if (operation.startsWith("List") && !ABOUT_ONE.contains(operation)) {
            return List.of(Permission.of(action, "*"));
        }
        List<Permission> all = new ArrayList<>();
        String resource = resource(request);
        all.add(Permission.of(action, resource));
        if (operation.equals("CreateEndpoint") || operation.equals("UpdateEndpoint")) {
            all.add(Permission.of(action, named(request, "EndpointConfigName")));
            configs.find(request.region(), json.path("EndpointConfigName").asText())
                    .map(config -> config.request().path("KmsKeyId").asText(""))
                    .filter(key -> !key.isEmpty())
                    .ifPresent(key -> all.add(Permission.kms("CreateGrant", key, request, "sagemaker")
                            .with("kms:GrantIsForAWSResource", "true")));
        }
        if (operation.startsWith("Create") && !json.path("Tags").isEmpty()) {
            all.add(Permission.of("sagemaker:AddTags", resource));
        }
        ROLES.stream()
                .filter(json::hasNonNull)
                .forEach(role -> all.add(Permission.passRole(json.path(role).asText(), "sagemaker.amazonaws.com")));
        return all;
    }

    private static String resource(AwsRequest request) {
        Optional<String> arn = ARNS.stream().filter(request.json()::hasNonNull).findFirst();
        if (arn.isPresent()) {
            return request.json().path(arn.get()).asText();
        }
        return TYPES.keySet().stream()
                .filter(request.json()::hasNonNull)
                .findFirst()
                .map(member -> named(request, member))
                .orElse("*");
    }

    private static String named(AwsRequest request, String member) {
        String name = request.json().path(member).asText();
        if (name.startsWith("arn:")) {
            return name;
        }
        String versions = member.equals("ModelPackageGroupName") ? "/*" : "";
        return request.arn(TYPES.get(member) + "/" + name.toLowerCase(Locale.ROOT) + versions);
    }
}
