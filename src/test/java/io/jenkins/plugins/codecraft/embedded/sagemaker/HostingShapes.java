package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** The requests about models, endpoint configurations and endpoints, as far as they are declared. */
final class HostingShapes {
    private static final Shape CONTAINER = Shape.struct()
            .optional("ContainerHostname", CommonShapes.NAME)
            .optional("Image", Shape.string().length(0, 255).pattern("[\\S]+"))
            .optional("ImageConfig", Shape.any())
            .optional("Mode", Shape.enumOf("SingleModel", "MultiModel"))
            .optional("ModelDataUrl", CommonShapes.S3_URI)
            .optional(
                    "ModelDataSource",
                    Shape.struct()
                            .optional(
                                    "S3DataSource",
                                    Shape.struct()
                                            .required("S3Uri", CommonShapes.S3_URI)
                                            .required("S3DataType", Shape.enumOf("S3Prefix", "S3Object"))
                                            .required("CompressionType", Shape.enumOf("None", "Gzip"))))
            .optional(
                    "Environment",
                    Shape.map(
                                    Shape.string().length(0, 1024).pattern("[a-zA-Z_][a-zA-Z0-9_]*"),
                                    Shape.string().length(0, 1024))
                            .size(0, 100))
            .optional("ModelPackageName", Shape.string().length(1, 176));

    static final Shape CREATE_MODEL = Shape.struct()
            .required("ModelName", CommonShapes.MODEL_NAME)
            .optional("PrimaryContainer", CONTAINER)
            .optional("Containers", Shape.list(CONTAINER).size(0, 15))
            .optional("ExecutionRoleArn", CommonShapes.ROLE_ARN)
            .optional("Tags", CommonShapes.TAGS)
            .optional("VpcConfig", CommonShapes.VPC_CONFIG)
            .optional("EnableNetworkIsolation", Shape.bool());

    static final Shape ONE_MODEL = CommonShapes.named("ModelName", CommonShapes.MODEL_NAME);
    static final Shape LIST_MODELS = CommonShapes.list("Name", "CreationTime");

    private static final Shape VARIANT = Shape.struct()
            .required("VariantName", CommonShapes.NAME)
            .optional("ModelName", CommonShapes.MODEL_NAME)
            .optional("InitialInstanceCount", Shape.number().min(1))
            .optional("InstanceType", InstanceTypes.hosting())
            .optional("InitialVariantWeight", Shape.number().min(0))
            .optional(
                    "ServerlessConfig",
                    Shape.struct()
                            .required("MemorySizeInMB", Shape.number().range(1024, 6144))
                            .required("MaxConcurrency", Shape.number().range(1, 200))
                            .optional("ProvisionedConcurrency", Shape.number().range(1, 200)))
            .optional("VolumeSizeInGB", Shape.number().range(1, 512))
            .optional("ModelDataDownloadTimeoutInSeconds", Shape.number().range(60, 3600))
            .optional(
                    "ContainerStartupHealthCheckTimeoutInSeconds",
                    Shape.number().range(60, 3600));

    private static final Shape TOPIC =
            Shape.string().length(0, 2048).pattern("arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+");
    private static final Shape ASYNC = Shape.struct()
            .optional(
                    "ClientConfig",
                    Shape.struct()
                            .optional(
                                    "MaxConcurrentInvocationsPerInstance",
                                    Shape.number().range(1, 1000)))
            .required(
                    "OutputConfig",
                    Shape.struct()
                            .optional("KmsKeyId", CommonShapes.KMS_KEY_ID)
                            .required("S3OutputPath", CommonShapes.S3_URI)
                            .optional("S3FailurePath", CommonShapes.S3_URI)
                            .optional(
                                    "NotificationConfig",
                                    Shape.struct()
                                            .optional("SuccessTopic", TOPIC)
                                            .optional("ErrorTopic", TOPIC)
                                            .optional(
                                                    "IncludeInferenceResponseIn",
                                                    Shape.list(Shape.enumOf(
                                                                    "SUCCESS_NOTIFICATION_TOPIC",
                                                                    "ERROR_NOTIFICATION_TOPIC"))
                                                            .size(0, 2))));

    private static final Shape CAPTURE = Shape.struct()
            .optional("EnableCapture", Shape.bool())
            .required("InitialSamplingPercentage", Shape.number().range(0, 100))
            .required("DestinationS3Uri", Shape.string().length(0, 512).pattern("s3://([^/]+)/?(.*)"))
            .optional("KmsKeyId", CommonShapes.KMS_KEY_ID)
            .required(
                    "CaptureOptions",
                    Shape.list(Shape.struct()
                                    .required("CaptureMode", Shape.enumOf("Input", "Output", "InputAndOutput")))
                            .size(1, 32))
            .optional("CaptureContentTypeHeader", Shape.any());

    static final Shape CREATE_CONFIG = Shape.struct()
            .required("EndpointConfigName", CommonShapes.NAME)
            .required("ProductionVariants", Shape.list(VARIANT).size(1, 10))
            .optional("AsyncInferenceConfig", ASYNC)
            .optional("DataCaptureConfig", CAPTURE)
            .optional("ShadowProductionVariants", Shape.list(VARIANT).size(1, 10))
            .optional("KmsKeyId", CommonShapes.KMS_KEY_ID)
            .optional("ExecutionRoleArn", CommonShapes.ROLE_ARN)
            .optional("Tags", CommonShapes.TAGS)
            .optional("VpcConfig", CommonShapes.VPC_CONFIG)
            .optional("EnableNetworkIsolation", Shape.bool());

    static final Shape ONE_CONFIG = CommonShapes.named("EndpointConfigName", CommonShapes.NAME);
    static final Shape LIST_CONFIGS = CommonShapes.list("Name", "CreationTime");

    private static final Shape WAIT = Shape.number().range(0, 3600);
    private static final Shape CAPACITY = Shape.struct()
            .required("Type", Shape.enumOf("INSTANCE_COUNT", "CAPACITY_PERCENT"))
            .required("Value", Shape.number().min(1));
    private static final Shape TRAFFIC = Shape.struct()
            .required("Type", Shape.enumOf("ALL_AT_ONCE", "CANARY", "LINEAR"))
            .required("WaitIntervalInSeconds", WAIT)
            .optional("CanarySize", CAPACITY)
            .optional("LinearStepSize", CAPACITY);
    private static final Shape DEPLOYMENT = Shape.struct()
            .optional(
                    "BlueGreenUpdatePolicy",
                    Shape.struct()
                            .required("TrafficRoutingConfiguration", TRAFFIC)
                            .optional("TerminationWaitInSeconds", WAIT)
                            .optional(
                                    "MaximumExecutionTimeoutInSeconds",
                                    Shape.number().range(600, 28800)))
            .optional(
                    "RollingUpdatePolicy",
                    Shape.struct()
                            .required("MaximumBatchSize", CAPACITY)
                            .required("WaitIntervalInSeconds", WAIT)
                            .optional(
                                    "MaximumExecutionTimeoutInSeconds",
                                    Shape.number().range(600, 28800))
                            .optional("RollbackMaximumBatchSize", CAPACITY))
            .optional(
                    "AutoRollbackConfiguration",
                    Shape.struct()
                            .optional(
                                    "Alarms",
                                    Shape.list(Shape.struct()
                                                    .optional(
                                                            "AlarmName",
                                                            Shape.string().length(1, 255)))
                                            .size(1, 10)));

    static final Shape CREATE_ENDPOINT = Shape.struct()
            .required("EndpointName", CommonShapes.NAME)
            .required("EndpointConfigName", CommonShapes.NAME)
            .optional("DeploymentConfig", DEPLOYMENT)
            .optional("Tags", CommonShapes.TAGS);

    static final Shape UPDATE_ENDPOINT = Shape.struct()
            .required("EndpointName", CommonShapes.NAME)
            .required("EndpointConfigName", CommonShapes.NAME)
            .optional("RetainAllVariantProperties", Shape.bool())
            .optional(
                    "ExcludeRetainedVariantProperties",
                    Shape.list(Shape.struct()
                                    .required(
                                            "VariantPropertyType",
                                            Shape.enumOf("DesiredInstanceCount", "DesiredWeight", "DataCaptureConfig")))
                            .size(0, 3))
            .optional("DeploymentConfig", DEPLOYMENT)
            .optional("RetainDeploymentConfig", Shape.bool());

    static final Shape UPDATE_WEIGHTS = Shape.struct()
            .required("EndpointName", CommonShapes.NAME)
            .required(
                    "DesiredWeightsAndCapacities",
                    Shape.list(Shape.struct()
                                    .required("VariantName", CommonShapes.NAME)
                                    .optional("DesiredWeight", Shape.number().min(0))
                                    .optional(
                                            "DesiredInstanceCount",
                                            Shape.number().min(0)))
                            .size(1, 10));
    static final Shape ONE_ENDPOINT = CommonShapes.named("EndpointName", CommonShapes.NAME);
    static final Shape LIST_ENDPOINTS = CommonShapes.list("Name", "CreationTime", "Status")
            .optional(
                    "StatusEquals",
                    Shape.enumOf(
                            "OutOfService",
                            "Creating",
                            "Updating",
                            "SystemUpdating",
                            "RollingBack",
                            "InService",
                            "Deleting",
                            "Failed",
                            "UpdateRollbackFailed"));

    private HostingShapes() {}
}
