package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** The requests about transform jobs, as far as they are declared. */
final class TransformShapes {
    private static final Shape JOB_NAME = Shape.string().length(1, 63).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");
    private static final Shape TYPE = Shape.string().length(0, 256);
    private static final Shape FILTER = Shape.string().length(0, 63);

    private static final Shape INPUT = Shape.struct()
            .required(
                    "DataSource",
                    Shape.struct()
                            .required(
                                    "S3DataSource",
                                    Shape.struct()
                                            .required("S3DataType", Shape.enumOf("ManifestFile", "S3Prefix"))
                                            .required("S3Uri", CommonShapes.S3_URI)))
            .optional("ContentType", TYPE)
            .optional("CompressionType", Shape.enumOf("None", "Gzip"))
            .optional("SplitType", Shape.enumOf("None", "Line", "RecordIO", "TFRecord"));

    static final Shape CREATE = Shape.struct()
            .required("TransformJobName", JOB_NAME)
            .required("ModelName", CommonShapes.MODEL_NAME)
            .optional("MaxConcurrentTransforms", Shape.number().min(0))
            .optional(
                    "ModelClientConfig",
                    Shape.struct()
                            .optional(
                                    "InvocationsTimeoutInSeconds",
                                    Shape.number().range(1, 3600))
                            .optional("InvocationsMaxRetries", Shape.number().range(0, 3)))
            .optional("MaxPayloadInMB", Shape.number().min(0))
            .optional("BatchStrategy", Shape.enumOf("MultiRecord", "SingleRecord"))
            .optional(
                    "Environment",
                    Shape.map(
                                    Shape.string().length(0, 1024).pattern("[a-zA-Z_][a-zA-Z0-9_]{0,1023}"),
                                    Shape.string().length(0, 10240))
                            .size(0, 16))
            .required("TransformInput", INPUT)
            .required(
                    "TransformOutput",
                    Shape.struct()
                            .required("S3OutputPath", CommonShapes.S3_URI)
                            .optional("Accept", TYPE)
                            .optional("AssembleWith", Shape.enumOf("None", "Line"))
                            .optional("KmsKeyId", CommonShapes.KMS_KEY_ID))
            .required(
                    "TransformResources",
                    Shape.struct()
                            .required("InstanceType", InstanceTypes.transform())
                            .required("InstanceCount", Shape.number().min(1))
                            .optional("VolumeKmsKeyId", CommonShapes.KMS_KEY_ID))
            .optional(
                    "DataProcessing",
                    Shape.struct()
                            .optional("InputFilter", FILTER)
                            .optional("OutputFilter", FILTER)
                            .optional("JoinSource", Shape.enumOf("Input", "None")))
            .optional("Tags", CommonShapes.TAGS);

    static final Shape ONE = CommonShapes.named("TransformJobName", JOB_NAME);

    static final Shape LIST = CommonShapes.list("Name", "CreationTime", "Status")
            .optional("StatusEquals", Shape.enumOf("InProgress", "Completed", "Failed", "Stopping", "Stopped"));

    private TransformShapes() {}
}
