package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.Shape;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** The requests of Lambda, as far as they are declared. */
final class LambdaShapes {
    private static final Shape NAME = Shape.string().length(1, 140).pattern("[a-zA-Z0-9-_:.]+");
    static final Shape ROLE = Shape.string().pattern("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Shape RUNTIME = Shape.enumOf(
            Runtime.knownValues().stream().map(Runtime::toString).sorted().toArray(String[]::new));
    private static final Shape DESCRIPTION = Shape.string().length(0, 256);
    private static final Shape VARIABLES = Shape.map(Shape.string().pattern("[a-zA-Z]([a-zA-Z0-9_])+"), Shape.string());
    private static final Shape LAYER = Shape.string()
            .length(1, 140)
            .pattern(
                    "(arn:(aws[a-zA-Z-]*)?:lambda:[a-z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)");
    static final Shape TAGS =
            Shape.map(Shape.string().length(1, 128), Shape.string().length(0, 256));
    private static final Shape ARCHITECTURES =
            Shape.list(Shape.enumOf("x86_64", "arm64")).size(1, 1);
    private static final Shape REVISION = Shape.string();
    static final Shape VERSION = Shape.string().length(1, 1024).pattern("(\\$LATEST|[0-9]+)");
    private static final Shape ALIAS = Shape.string().length(1, 128).pattern("(?!^[0-9]+$)([a-zA-Z0-9-_]+)");
    private static final Shape ROUTING = Shape.struct()
            .optional(
                    "AdditionalVersionWeights",
                    Shape.map(
                            Shape.string().length(1, 1024).pattern("[0-9]+"),
                            Shape.number().range(0, 1)));

    private static Shape configuration(Shape shape) {
        return shape.optional("Handler", Shape.string().length(0, 128).pattern("[^\\s]+"))
                .optional("Runtime", RUNTIME)
                .optional("Description", DESCRIPTION)
                .optional("Timeout", Shape.number().range(1, 900))
                .optional("MemorySize", Shape.number().range(128, 10240))
                .optional("Environment", Shape.struct().optional("Variables", VARIABLES))
                .optional("Layers", Shape.list(LAYER).size(0, 5))
                .optional(
                        "VpcConfig",
                        Shape.struct()
                                .optional(
                                        "SubnetIds", Shape.list(Shape.string()).size(0, 16))
                                .optional(
                                        "SecurityGroupIds",
                                        Shape.list(Shape.string()).size(0, 5)))
                .optional(
                        "EphemeralStorage",
                        Shape.struct().required("Size", Shape.number().range(512, 10240)));
    }

    static final Shape CREATE = configuration(Shape.struct())
            .required("FunctionName", NAME)
            .required("Role", ROLE)
            .required("Code", Shape.struct())
            .optional("PackageType", Shape.enumOf("Zip", "Image"))
            .optional("Architectures", ARCHITECTURES)
            .optional("Publish", Shape.bool())
            .optional("Tags", TAGS);

    static final Shape UPDATE_CODE = Shape.struct()
            .optional("ZipFile", Shape.string())
            .optional("S3Bucket", Shape.string().length(3, 63))
            .optional("S3Key", Shape.string().length(1, 1024))
            .optional("ImageUri", Shape.string())
            .optional("Publish", Shape.bool())
            .optional("DryRun", Shape.bool())
            .optional("Architectures", ARCHITECTURES)
            .optional("RevisionId", REVISION);

    static final Shape UPDATE_CONFIGURATION =
            configuration(Shape.struct()).optional("Role", ROLE).optional("RevisionId", REVISION);

    static final Shape PUBLISH = Shape.struct()
            .optional("CodeSha256", Shape.string())
            .optional("Description", DESCRIPTION)
            .optional("RevisionId", REVISION);

    static final Shape CREATE_ALIAS = Shape.struct()
            .required("Name", ALIAS)
            .required("FunctionVersion", VERSION)
            .optional("Description", DESCRIPTION)
            .optional("RoutingConfig", ROUTING);

    static final Shape UPDATE_ALIAS = Shape.struct()
            .optional("FunctionVersion", VERSION)
            .optional("Description", DESCRIPTION)
            .optional("RoutingConfig", ROUTING)
            .optional("RevisionId", REVISION);

    static final Shape PERMISSION = Shape.struct()
            .required("StatementId", Shape.string().length(1, 100).pattern("([a-zA-Z0-9-_]+)"))
            .required("Action", Shape.string().pattern("(lambda:[*]|lambda:[a-zA-Z]+|[*])"))
            .required("Principal", Shape.string().pattern("[^\\s]+"))
            .optional(
                    "SourceArn",
                    Shape.string().pattern("arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z0-9-]+)?:(\\d{12})?:(.*)"))
            .optional("SourceAccount", Shape.string().length(0, 12).pattern("\\d{12}"))
            .optional("RevisionId", REVISION);

    static final Shape CONCURRENCY = Shape.struct()
            .required("ReservedConcurrentExecutions", Shape.number().min(0));
    static final Shape PROVISIONED = Shape.struct()
            .required("ProvisionedConcurrentExecutions", Shape.number().min(1));
    static final Shape TAG = Shape.struct().required("Tags", TAGS);

    private LambdaShapes() {}
}
