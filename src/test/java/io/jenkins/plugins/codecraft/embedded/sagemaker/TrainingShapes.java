package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** The requests about training jobs, as far as they are declared. */
final class TrainingShapes {
    static final Shape JOB_NAME = Shape.string().length(1, 63).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");
    private static final Shape INPUT_MODE = Shape.enumOf("Pipe", "File", "FastFile");
    private static final Shape PATH = Shape.string().length(0, 4096);

    private static final Shape METRICS = Shape.list(Shape.struct()
                    .required("Name", Shape.string().length(1, 255))
                    .required("Regex", Shape.string().length(1, 500)))
            .size(0, 40);

    static final Shape ALGORITHM = Shape.struct()
            .optional("TrainingImage", Shape.string().length(0, 255))
            .optional(
                    "AlgorithmName",
                    Shape.string()
                            .length(1, 170)
                            .pattern("(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z\\-]*\\/)?"
                                    + "([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)"))
            .required("TrainingInputMode", INPUT_MODE)
            .optional("MetricDefinitions", METRICS)
            .optional("EnableSageMakerMetricsTimeSeries", Shape.bool())
            .optional("ContainerEntrypoint", words())
            .optional("ContainerArguments", words());

    private static final Shape S3_SOURCE = Shape.struct()
            .required("S3DataType", Shape.enumOf("ManifestFile", "S3Prefix", "AugmentedManifestFile"))
            .required("S3Uri", CommonShapes.S3_URI)
            .optional("S3DataDistributionType", Shape.enumOf("FullyReplicated", "ShardedByS3Key"))
            .optional(
                    "AttributeNames", Shape.list(Shape.string().length(1, 256)).size(0, 16));

    static final Shape CHANNEL = Shape.struct()
            .required("ChannelName", Shape.string().length(1, 64).pattern("[A-Za-z0-9\\.\\-_]+"))
            .required(
                    "DataSource",
                    Shape.struct().optional("S3DataSource", S3_SOURCE).optional("FileSystemDataSource", Shape.any()))
            .optional("ContentType", Shape.string().length(0, 256))
            .optional("CompressionType", Shape.enumOf("None", "Gzip"))
            .optional("RecordWrapperType", Shape.enumOf("None", "RecordIO"))
            .optional("InputMode", INPUT_MODE);

    static final Shape OUTPUT = Shape.struct()
            .optional("KmsKeyId", CommonShapes.KMS_KEY_ID)
            .required("S3OutputPath", CommonShapes.S3_URI)
            .optional("CompressionType", Shape.enumOf("GZIP", "NONE"));

    static final Shape RESOURCES = Shape.struct()
            .optional("InstanceType", InstanceTypes.training())
            .optional("InstanceCount", Shape.number().min(0))
            .optional("VolumeSizeInGB", Shape.number().min(0))
            .optional("VolumeKmsKeyId", CommonShapes.KMS_KEY_ID)
            .optional("KeepAlivePeriodInSeconds", Shape.number().range(0, 21600))
            .optional("InstanceGroups", Shape.any());

    static final Shape STOPPING = Shape.struct()
            .optional("MaxRuntimeInSeconds", Shape.number().min(1))
            .optional("MaxWaitTimeInSeconds", Shape.number().min(1))
            .optional("MaxPendingTimeInSeconds", Shape.number().range(7200, 2419200));

    static final Shape ENVIRONMENT = Shape.map(
                    Shape.string().length(0, 512).pattern("[a-zA-Z_][a-zA-Z0-9_]*"),
                    Shape.string().length(0, 512))
            .size(0, 100);

    static final Shape HYPER_PARAMETERS = Shape.map(
                    Shape.string().length(0, 256), Shape.string().length(0, 2500))
            .size(0, 100);

    static final Shape CHECKPOINTS =
            Shape.struct().required("S3Uri", CommonShapes.S3_URI).optional("LocalPath", PATH);

    static final Shape RETRIES =
            Shape.struct().required("MaximumRetryAttempts", Shape.number().range(1, 30));

    static final Shape CREATE = Shape.struct()
            .required("TrainingJobName", JOB_NAME)
            .optional("HyperParameters", HYPER_PARAMETERS)
            .required("AlgorithmSpecification", ALGORITHM)
            .required("RoleArn", CommonShapes.ROLE_ARN)
            .optional("InputDataConfig", Shape.list(CHANNEL).size(1, 20))
            .required("OutputDataConfig", OUTPUT)
            .required("ResourceConfig", RESOURCES)
            .optional("VpcConfig", CommonShapes.VPC_CONFIG)
            .required("StoppingCondition", STOPPING)
            .optional("Tags", CommonShapes.TAGS)
            .optional("EnableNetworkIsolation", Shape.bool())
            .optional("EnableInterContainerTrafficEncryption", Shape.bool())
            .optional("EnableManagedSpotTraining", Shape.bool())
            .optional("CheckpointConfig", CHECKPOINTS)
            .optional("Environment", ENVIRONMENT)
            .optional("RetryStrategy", RETRIES);

    static final Shape ONE = CommonShapes.named("TrainingJobName", JOB_NAME);

    static final Shape LIST = CommonShapes.list("Name", "CreationTime", "Status")
            .optional(
                    "StatusEquals",
                    Shape.enumOf("InProgress", "Completed", "Failed", "Stopping", "Stopped", "Deleting"));

    private TrainingShapes() {}

    static Shape words() {
        return Shape.list(Shape.string().length(0, 256)).size(1, 100);
    }
}
