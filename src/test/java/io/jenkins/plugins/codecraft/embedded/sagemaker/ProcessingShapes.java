package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** The requests about processing jobs, as far as they are declared. */
final class ProcessingShapes {
    private static final Shape LOCAL_PATH = Shape.string().length(0, 256);

    private static final Shape S3_INPUT = Shape.struct()
            .required("S3Uri", CommonShapes.S3_URI)
            .optional("LocalPath", LOCAL_PATH)
            .required("S3DataType", Shape.enumOf("ManifestFile", "S3Prefix"))
            .optional("S3InputMode", Shape.enumOf("Pipe", "File"))
            .optional("S3DataDistributionType", Shape.enumOf("FullyReplicated", "ShardedByS3Key"))
            .optional("S3CompressionType", Shape.enumOf("None", "Gzip"));

    private static final Shape INPUTS = Shape.list(Shape.struct()
                    .required("InputName", Shape.string())
                    .optional("AppManaged", Shape.bool())
                    .optional("S3Input", S3_INPUT)
                    .optional("DatasetDefinition", Shape.any()))
            .size(0, 10);

    private static final Shape OUTPUTS = Shape.list(Shape.struct()
                    .required("OutputName", Shape.string())
                    .optional("AppManaged", Shape.bool())
                    .optional(
                            "S3Output",
                            Shape.struct()
                                    .required("S3Uri", CommonShapes.S3_URI)
                                    .optional("LocalPath", LOCAL_PATH)
                                    .required("S3UploadMode", Shape.enumOf("Continuous", "EndOfJob")))
                    .optional("FeatureStoreOutput", Shape.any()))
            .size(0, 10);

    private static final Shape CLUSTER = Shape.struct()
            .required("InstanceCount", Shape.number().range(1, 100))
            .required("InstanceType", InstanceTypes.processing())
            .required("VolumeSizeInGB", Shape.number().range(1, 16384))
            .optional("VolumeKmsKeyId", CommonShapes.KMS_KEY_ID);

    static final Shape CREATE = Shape.struct()
            .optional("ProcessingInputs", INPUTS)
            .optional(
                    "ProcessingOutputConfig",
                    Shape.struct().required("Outputs", OUTPUTS).optional("KmsKeyId", CommonShapes.KMS_KEY_ID))
            .required("ProcessingJobName", TrainingShapes.JOB_NAME)
            .required("ProcessingResources", Shape.struct().required("ClusterConfig", CLUSTER))
            .optional(
                    "StoppingCondition",
                    Shape.struct()
                            .required("MaxRuntimeInSeconds", Shape.number().range(1, 777600)))
            .required(
                    "AppSpecification",
                    Shape.struct()
                            .required("ImageUri", Shape.string().length(0, 255))
                            .optional("ContainerEntrypoint", TrainingShapes.words())
                            .optional("ContainerArguments", TrainingShapes.words()))
            .optional(
                    "Environment",
                    Shape.map(
                                    Shape.string().length(0, 256).pattern("[a-zA-Z_][a-zA-Z0-9_]*"),
                                    Shape.string().length(0, 256))
                            .size(0, 100))
            .optional(
                    "NetworkConfig",
                    Shape.struct()
                            .optional("EnableInterContainerTrafficEncryption", Shape.bool())
                            .optional("EnableNetworkIsolation", Shape.bool())
                            .optional("VpcConfig", CommonShapes.VPC_CONFIG))
            .required("RoleArn", CommonShapes.ROLE_ARN)
            .optional("ExperimentConfig", Shape.any())
            .optional("Tags", CommonShapes.TAGS);

    static final Shape ONE = CommonShapes.named("ProcessingJobName", TrainingShapes.JOB_NAME);

    static final Shape LIST = CommonShapes.list("Name", "CreationTime", "Status")
            .optional("StatusEquals", Shape.enumOf("InProgress", "Completed", "Failed", "Stopping", "Stopped"));

    private ProcessingShapes() {}
}
