package io.jenkins.plugins.codecraft.invoke.pipeline;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** Executions of a pipeline for tests, and the pipeline: it trains, and makes a model if the training is good. */
public final class Pipelines {
    private static final String ROLE = "arn:aws:iam::123456789012:role/SageMakerRole";
    private static final String DEFINITION = """
            {"Version": "2020-12-01",
             "Parameters": [{"Name": "Least", "Type": "Float", "DefaultValue": 0.9},
                            {"Name": "Image", "Type": "String", "DefaultValue": "IMAGE"}],
             "Steps": [
              {"Name": "train", "Type": "Training", "Arguments": {
               "AlgorithmSpecification": {"TrainingImage": {"Get": "Parameters.Image"}, "TrainingInputMode": "File",
                "MetricDefinitions": [{"Name": "accuracy", "Regex": "accuracy=([0-9.]+)"}]},
               "RoleArn": "ROLE",
               "OutputDataConfig": {"S3OutputPath": {"Std:Join": {"On": "/", "Values": ["s3://BUCKET", "runs",
                                                    {"Get": "Execution.PipelineExecutionId"}]}}},
               "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10},
               "StoppingCondition": {"MaxRuntimeInSeconds": 86400}}},
              {"Name": "good-enough", "Type": "Condition", "Arguments": {
               "Conditions": [{"Type": "GreaterThanOrEqualTo",
                               "LeftValue": {"Get": "Steps.train.FinalMetricDataList['accuracy'].Value"},
                               "RightValue": {"Get": "Parameters.Least"}}],
               "IfSteps": [{"Name": "model", "Type": "Model", "Arguments": {"ExecutionRoleArn": "ROLE",
                 "PrimaryContainer": {"Image": {"Get": "Parameters.Image"},
                                      "ModelDataUrl": {"Get": "Steps.train.ModelArtifacts.S3ModelArtifacts"}}}}],
               "ElseSteps": [{"Name": "reject", "Type": "Fail", "Arguments": {
                 "ErrorMessage": {"Std:Join": {"On": " ", "Values": ["accuracy is below", {"Get": "Parameters.Least"}]}}}}]}}
             ]}
            """;

    private final String name;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    String description = "";
    Integer maxParallelSteps;
    private String expect = "";

    private Pipelines(String name) {
        this.name = name;
    }

    public static void create(SageMakerClient client, String name, String image, String bucket) {
        client.createPipeline(pipeline -> pipeline.pipelineName(name)
                .clientRequestToken("0123456789abcdef0123456789abcdef")
                .roleArn(ROLE)
                .pipelineDefinition(
                        DEFINITION.replace("IMAGE", image).replace("ROLE", ROLE).replace("BUCKET", bucket)));
    }

    public static Pipelines execution(String pipeline) {
        return new Pipelines(pipeline);
    }

    public Pipelines with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    public Pipelines expecting(String what) {
        expect = what;
        return this;
    }

    PipelineSettings settings() {
        return new PipelineSettings(name, parameters, description, maxParallelSteps, new Expectation(expect));
    }

    /** The execution at its beginning. */
    public Operation operation(BuildOrigin origin) {
        return StartPipeline.of(settings(), origin);
    }

    /** What an execution is called. */
    public static String executionName(BuildOrigin origin) {
        return new PipelineExecution(new Pipelines("any").settings(), origin).displayName();
    }
}
