package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** The requests about pipelines, as far as they are declared. */
final class PipelineShapes {
    private static final Shape NAME = Shape.string().length(1, 256).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,255}");
    private static final Shape NAME_OR_ARN = Shape.string()
            .length(1, 256)
            .pattern(
                    "(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:pipeline/.*)|([a-zA-Z0-9](-*[a-zA-Z0-9]){0,255})");
    private static final Shape EXECUTION_ARN = Shape.string()
            .length(0, 256)
            .pattern("arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:pipeline\\/.*\\/execution\\/.*");
    private static final Shape TOKEN = Shape.string().length(32, 128);
    private static final Shape PARALLELISM =
            Shape.struct().required("MaxParallelExecutionSteps", Shape.number().min(1));

    static final Shape CREATE = Shape.struct()
            .required("PipelineName", NAME)
            .optional("PipelineDisplayName", NAME)
            .optional("PipelineDefinition", Shape.string().length(1, 1048576))
            .optional("PipelineDefinitionS3Location", Shape.any())
            .optional("PipelineDescription", Shape.string().length(0, 3072))
            .required("ClientRequestToken", TOKEN)
            .required("RoleArn", CommonShapes.ROLE_ARN)
            .optional("Tags", CommonShapes.TAGS)
            .optional("ParallelismConfiguration", PARALLELISM);

    static final Shape ONE = CommonShapes.named("PipelineName", NAME_OR_ARN);

    static final Shape START = Shape.struct()
            .required("PipelineName", NAME_OR_ARN)
            .optional(
                    "PipelineExecutionDisplayName",
                    Shape.string().length(1, 82).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,81}"))
            .optional(
                    "PipelineParameters",
                    Shape.list(Shape.struct()
                                    .required(
                                            "Name",
                                            Shape.string().length(1, 256).pattern("[A-Za-z0-9\\-_]*"))
                                    .required("Value", Shape.string().length(0, 1024)))
                            .size(0, 200))
            .optional("PipelineExecutionDescription", Shape.string().length(0, 3072))
            .required("ClientRequestToken", TOKEN)
            .optional("ParallelismConfiguration", PARALLELISM)
            .optional("SelectiveExecutionConfig", Shape.any());

    static final Shape ONE_EXECUTION = CommonShapes.named("PipelineExecutionArn", EXECUTION_ARN);

    static final Shape STOP =
            Shape.struct().required("PipelineExecutionArn", EXECUTION_ARN).required("ClientRequestToken", TOKEN);

    static final Shape EXECUTIONS = Shape.struct()
            .required("PipelineName", NAME_OR_ARN)
            .optional("CreatedAfter", Shape.number())
            .optional("CreatedBefore", Shape.number())
            .optional("SortBy", Shape.enumOf("CreationTime", "PipelineExecutionArn"))
            .optional("SortOrder", Shape.enumOf("Ascending", "Descending"))
            .optional("NextToken", Shape.string().length(0, 8192))
            .optional("MaxResults", Shape.number().range(1, 100));

    static final Shape STEPS = Shape.struct()
            .required("PipelineExecutionArn", EXECUTION_ARN)
            .optional("NextToken", Shape.string().length(0, 8192))
            .optional("MaxResults", Shape.number().range(1, 100))
            .optional("SortOrder", Shape.enumOf("Ascending", "Descending"));

    private PipelineShapes() {}
}
