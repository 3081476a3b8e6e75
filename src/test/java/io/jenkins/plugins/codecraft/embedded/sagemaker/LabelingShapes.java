package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** The requests about labeling jobs, as far as they are declared. */
final class LabelingShapes {
    private static final Shape FUNCTION =
            Shape.string().length(0, 2048).pattern("arn:aws[a-z\\-]*:lambda:[a-z0-9\\-]*:[0-9]{12}:function:.*");
    private static final Shape TOPIC =
            Shape.string().length(0, 2048).pattern("arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+");

    private static final Shape INPUT = Shape.struct()
            .required(
                    "DataSource",
                    Shape.struct()
                            .optional("S3DataSource", Shape.struct().required("ManifestS3Uri", CommonShapes.S3_URI))
                            .optional("SnsDataSource", Shape.struct().required("SnsTopicArn", TOPIC)))
            .optional("DataAttributes", Shape.any());

    private static final Shape TASK = Shape.struct()
            .required(
                    "WorkteamArn",
                    Shape.string()
                            .length(0, 256)
                            .pattern("arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:workteam/.*"))
            .required(
                    "UiConfig",
                    Shape.struct()
                            .optional("UiTemplateS3Uri", CommonShapes.S3_URI)
                            .optional(
                                    "HumanTaskUiArn",
                                    Shape.string()
                                            .length(0, 1024)
                                            .pattern(
                                                    "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]+:[0-9]{12}:human-task-ui/.*")))
            .optional("PreHumanTaskLambdaArn", FUNCTION)
            .optional(
                    "TaskKeywords",
                    Shape.list(Shape.string().length(1, 30).pattern("[A-Za-z0-9]+( [A-Za-z0-9]+)*"))
                            .size(1, 5))
            .required("TaskTitle", Shape.string().length(1, 128))
            .required("TaskDescription", Shape.string().length(1, 255))
            .required("NumberOfHumanWorkersPerDataObject", Shape.number().range(1, 9))
            .required("TaskTimeLimitInSeconds", Shape.number().min(30))
            .optional("TaskAvailabilityLifetimeInSeconds", Shape.number().min(60))
            .optional("MaxConcurrentTaskCount", Shape.number().range(1, 5000))
            .optional(
                    "AnnotationConsolidationConfig",
                    Shape.struct().required("AnnotationConsolidationLambdaArn", FUNCTION))
            .optional("PublicWorkforceTaskPrice", Shape.any());

    static final Shape CREATE = Shape.struct()
            .required("LabelingJobName", TrainingShapes.JOB_NAME)
            .required("LabelAttributeName", Shape.string().length(1, 127).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,126}"))
            .required("InputConfig", INPUT)
            .required(
                    "OutputConfig",
                    Shape.struct()
                            .required("S3OutputPath", CommonShapes.S3_URI)
                            .optional("KmsKeyId", CommonShapes.KMS_KEY_ID)
                            .optional("SnsTopicArn", TOPIC))
            .required("RoleArn", CommonShapes.ROLE_ARN)
            .optional("LabelCategoryConfigS3Uri", CommonShapes.S3_URI)
            .optional(
                    "StoppingConditions",
                    Shape.struct()
                            .optional(
                                    "MaxHumanLabeledObjectCount", Shape.number().min(1))
                            .optional(
                                    "MaxPercentageOfInputDatasetLabeled",
                                    Shape.number().range(1, 100)))
            .optional("LabelingJobAlgorithmsConfig", Shape.any())
            .required("HumanTaskConfig", TASK)
            .optional("Tags", CommonShapes.TAGS);

    static final Shape ONE = CommonShapes.named("LabelingJobName", TrainingShapes.JOB_NAME);

    static final Shape LIST = CommonShapes.list("Name", "CreationTime", "Status")
            .optional(
                    "StatusEquals",
                    Shape.enumOf("Initializing", "InProgress", "Completed", "Failed", "Stopping", "Stopped"));

    private LabelingShapes() {}
}
