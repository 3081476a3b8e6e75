package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Names;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.logs.LogTail;
import io.jenkins.plugins.codecraft.operation.SageMakerModel;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.sagemaker.model.CreateModelRequest;
import software.amazon.awssdk.services.sagemaker.model.CreateTransformJobRequest;
import software.amazon.awssdk.services.sagemaker.model.DataProcessing;
import software.amazon.awssdk.services.sagemaker.model.S3DataType;

/**
 * The transform job of one step of one build. Its name is fixed before it is created, and the same whenever it is
 * computed again.
 *
 * @param region where the model's source archive is read
 */
record TransformJob(TransformSettings settings, BuildOrigin origin, String region) implements Serializable {
    static final String LOG_GROUP = "/aws/sagemaker/TransformJobs";

    String name() {
        String end = origin.build().replaceAll("[^a-zA-Z0-9]", "") + "-" + origin.id();
        return Names.join(settings.name(), end);
    }

    boolean createsModel() {
        return settings.model().existing().isEmpty();
    }

    String modelName() {
        return createsModel() ? model().name() : settings.model().existing();
    }

    private SageMakerModel model() {
        TransformSettings.Model model = settings.model();
        return new SageMakerModel(
                settings.name(),
                model.image(),
                model.artifacts(),
                model.role(),
                model.entryPoint(),
                model.sourceUri(),
                Map.of(),
                region);
    }

    CreateModelRequest createModel() {
        return model().request(Ownership.tags(settings.tags(), origin.tags(modelName())));
    }

    /** @param input the {@code s3://} URI of what is transformed */
    CreateTransformJobRequest create(String input) {
        TransformSettings.Data data = settings.data();
        TransformSettings.Work work = settings.work();
        String key = orNull(settings.keeping().kmsKey());
        return CreateTransformJobRequest.builder()
                .transformJobName(name())
                .modelName(modelName())
                .transformInput(from -> from.contentType(orNull(data.contentType()))
                        .splitType(orNull(data.splitType()))
                        .dataSource(source -> source.s3DataSource(
                                s3 -> s3.s3DataType(S3DataType.S3_PREFIX).s3Uri(input))))
                .transformOutput(to -> to.s3OutputPath(output())
                        .accept(orNull(data.accept()))
                        .assembleWith(orNull(data.assembleWith()))
                        .kmsKeyId(key))
                .transformResources(resources -> resources
                        .instanceType(work.instanceType())
                        .instanceCount(work.instanceCount())
                        .volumeKmsKeyId(key))
                .batchStrategy(orNull(work.strategy()))
                .maxPayloadInMB(work.maxPayload())
                .maxConcurrentTransforms(work.maxConcurrentTransforms())
                .environment(work.environment().isEmpty() ? null : work.environment())
                .dataProcessing(processing())
                .tags(Ownership.tags(settings.tags(), origin.tags(origin.id())))
                .build();
    }

    private DataProcessing processing() {
        TransformSettings.Data data = settings.data();
        boolean none = data.inputFilter().isEmpty()
                && data.outputFilter().isEmpty()
                && data.joinSource().isEmpty();
        return none
                ? null
                : DataProcessing.builder()
                        .inputFilter(orNull(data.inputFilter()))
                        .outputFilter(orNull(data.outputFilter()))
                        .joinSource(orNull(data.joinSource()))
                        .build();
    }

    /** Where the job writes. A place of the user's is taken as it is; ours is for this job alone. */
    String output() {
        if (settings.data().outputInS3()) {
            return settings.data().output();
        }
        TransformSettings.Keeping keeping = settings.keeping();
        String prefix = keeping.location().prefix();
        return "s3://" + keeping.bucket() + "/" + (prefix.isEmpty() ? "" : prefix + "/") + "transform/" + name();
    }

    LogTail logTail(CloudWatchLogsClient client) {
        return new LogTail(client, LOG_GROUP, name() + "/", settings.work().instanceCount());
    }

    /** For messages. */
    String words() {
        return Words.of(TransformJob.class, "transformJob", name());
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
