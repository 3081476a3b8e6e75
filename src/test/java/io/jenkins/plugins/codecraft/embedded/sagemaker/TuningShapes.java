package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** The requests about hyperparameter tuning jobs, as far as they are declared. */
final class TuningShapes {
    private static final Shape NAME = Shape.string().length(1, 32).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,31}");
    private static final Shape TEXT = Shape.string().length(0, 256);

    private static final Shape OBJECTIVE = Shape.struct()
            .required("Type", Shape.enumOf("Maximize", "Minimize"))
            .required("MetricName", Shape.string().length(1, 255));

    private static final Shape NUMBERS = Shape.list(Shape.struct()
                    .required("Name", TEXT)
                    .required("MinValue", TEXT)
                    .required("MaxValue", TEXT)
                    .optional("ScalingType", Shape.enumOf("Auto", "Linear", "Logarithmic", "ReverseLogarithmic")))
            .size(0, 30);

    private static final Shape RANGES = Shape.struct()
            .optional("IntegerParameterRanges", NUMBERS)
            .optional("ContinuousParameterRanges", NUMBERS)
            .optional(
                    "CategoricalParameterRanges",
                    Shape.list(Shape.struct()
                                    .required("Name", TEXT)
                                    .required("Values", Shape.list(TEXT).size(1, 30)))
                            .size(0, 30))
            .optional(
                    "AutoParameters",
                    Shape.list(Shape.struct().required("Name", TEXT).required("ValueHint", TEXT))
                            .size(0, 100));

    private static final Shape LIMITS = Shape.struct()
            .optional("MaxNumberOfTrainingJobs", Shape.number().min(1))
            .required("MaxParallelTrainingJobs", Shape.number().min(1))
            .optional("MaxRuntimeInSeconds", Shape.number().range(120, 15768000));

    private static final Shape CRITERIA = Shape.struct()
            .optional("TargetObjectiveMetricValue", Shape.number())
            .optional(
                    "BestObjectiveNotImproving",
                    Shape.struct()
                            .optional(
                                    "MaxNumberOfTrainingJobsNotImproving",
                                    Shape.number().min(3)))
            .optional("ConvergenceDetected", Shape.any());

    private static final Shape CONFIG = Shape.struct()
            .required("Strategy", Shape.enumOf("Bayesian", "Random", "Hyperband", "Grid"))
            .optional("StrategyConfig", Shape.any())
            .optional("HyperParameterTuningJobObjective", OBJECTIVE)
            .required("ResourceLimits", LIMITS)
            .optional("ParameterRanges", RANGES)
            .optional("TrainingJobEarlyStoppingType", Shape.enumOf("Off", "Auto"))
            .optional("TuningJobCompletionCriteria", CRITERIA)
            .optional("RandomSeed", Shape.number().min(0));

    private static final Shape DEFINITION = Shape.struct()
            .optional("DefinitionName", Shape.string().length(1, 64).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,63}"))
            .optional("TuningObjective", OBJECTIVE)
            .optional("HyperParameterRanges", RANGES)
            .optional("StaticHyperParameters", TrainingShapes.HYPER_PARAMETERS)
            .required("AlgorithmSpecification", TrainingShapes.ALGORITHM)
            .required("RoleArn", CommonShapes.ROLE_ARN)
            .optional("InputDataConfig", Shape.list(TrainingShapes.CHANNEL).size(1, 20))
            .optional("VpcConfig", CommonShapes.VPC_CONFIG)
            .required("OutputDataConfig", TrainingShapes.OUTPUT)
            .required("ResourceConfig", TrainingShapes.RESOURCES)
            .required("StoppingCondition", TrainingShapes.STOPPING)
            .optional("EnableNetworkIsolation", Shape.bool())
            .optional("EnableInterContainerTrafficEncryption", Shape.bool())
            .optional("EnableManagedSpotTraining", Shape.bool())
            .optional("CheckpointConfig", TrainingShapes.CHECKPOINTS)
            .optional("RetryStrategy", TrainingShapes.RETRIES)
            .optional("Environment", TrainingShapes.ENVIRONMENT);

    static final Shape CREATE = Shape.struct()
            .required("HyperParameterTuningJobName", NAME)
            .required("HyperParameterTuningJobConfig", CONFIG)
            .optional("TrainingJobDefinition", DEFINITION)
            .optional("TrainingJobDefinitions", Shape.list(DEFINITION).size(1, 10))
            .optional("Tags", CommonShapes.TAGS);

    static final Shape ONE = CommonShapes.named("HyperParameterTuningJobName", NAME);

    static final Shape LIST = CommonShapes.list("Name", "Status", "CreationTime")
            .optional(
                    "StatusEquals",
                    Shape.enumOf(
                            "Completed", "InProgress", "Failed", "Stopped", "Stopping", "Deleting", "DeleteFailed"));

    static final Shape TRAININGS = Shape.struct()
            .required("HyperParameterTuningJobName", NAME)
            .optional("NextToken", Shape.string().length(0, 8192))
            .optional("MaxResults", Shape.number().range(1, 100))
            .optional(
                    "StatusEquals",
                    Shape.enumOf("InProgress", "Completed", "Failed", "Stopping", "Stopped", "Deleting"))
            .optional("SortBy", Shape.enumOf("Name", "CreationTime", "Status"))
            .optional("SortOrder", Shape.enumOf("Ascending", "Descending"));

    private TuningShapes() {}
}
