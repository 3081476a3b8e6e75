package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** Shapes that several operations of SageMaker use. */
final class CommonShapes {
    static final Shape NAME = Shape.string().length(0, 63).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");
    static final Shape MODEL_NAME = Shape.string().length(0, 63).pattern("[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?");
    static final Shape ROLE_ARN =
            Shape.string().length(20, 2048).pattern("arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    static final Shape KMS_KEY_ID = Shape.string().length(0, 2048).pattern("[a-zA-Z0-9:/_-]*");
    static final Shape S3_URI = Shape.string().length(0, 1024).pattern("(https|s3)://([^/]+)/?(.*)");
    static final Shape RESOURCE_ARN =
            Shape.string().length(0, 256).pattern("arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:.+");
    private static final String TAG = "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)";
    static final Shape TAG_KEY = Shape.string().length(1, 128).pattern(TAG);
    static final Shape TAGS = Shape.list(Shape.struct()
                    .required("Key", TAG_KEY)
                    .required("Value", Shape.string().length(0, 256).pattern(TAG)))
            .size(0, 50);
    private static final Shape VPC_ID = Shape.string().length(0, 32).pattern("[-0-9a-zA-Z]+");
    static final Shape VPC_CONFIG = Shape.struct()
            .required("SecurityGroupIds", Shape.list(VPC_ID).size(1, 5))
            .required("Subnets", Shape.list(VPC_ID).size(1, 16));

    private CommonShapes() {}

    /** A request that names one resource only. */
    static Shape named(String member, Shape name) {
        return Shape.struct().required(member, name);
    }

    /** What all list operations take; each adds what it has besides. */
    static Shape list(String... sortBy) {
        return Shape.struct()
                .optional("NextToken", Shape.string().length(0, 8192))
                .optional("MaxResults", Shape.number().range(1, 100))
                .optional("CreationTimeAfter", Shape.number())
                .optional("CreationTimeBefore", Shape.number())
                .optional("LastModifiedTimeAfter", Shape.number())
                .optional("LastModifiedTimeBefore", Shape.number())
                .optional("NameContains", Shape.string().length(0, 63).pattern("[a-zA-Z0-9-]+"))
                .optional("SortBy", Shape.enumOf(sortBy))
                .optional("SortOrder", Shape.enumOf("Ascending", "Descending"));
    }
}
