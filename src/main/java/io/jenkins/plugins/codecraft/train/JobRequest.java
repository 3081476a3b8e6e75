package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sagemaker.model.Channel;
import software.amazon.awssdk.services.sagemaker.model.CreateTrainingJobRequest;
import software.amazon.awssdk.services.sagemaker.model.MetricDefinition;
import software.amazon.awssdk.services.sagemaker.model.S3DataDistribution;
import software.amazon.awssdk.services.sagemaker.model.S3DataType;
import software.amazon.awssdk.services.sagemaker.model.StoppingCondition;
import software.amazon.awssdk.services.sagemaker.model.TrainingInputMode;

/** The settings of a training in the words of {@code CreateTrainingJob}. */
record JobRequest(TrainingJob job, StagedInputs inputs, String region) {
    private static final String INFO = "20";

    CreateTrainingJobRequest build() {
        TrainSettings settings = job.settings();
        return CreateTrainingJobRequest.builder()
                .trainingJobName(job.name())
                .roleArn(settings.role())
                .algorithmSpecification(algorithm -> algorithm
                        .trainingImage(settings.image())
                        .trainingInputMode(TrainingInputMode.FILE)
                        .metricDefinitions(metrics()))
                .hyperParameters(hyperparameters())
                .inputDataConfig(channels())
                .outputDataConfig(output -> output.s3OutputPath(outputPath()).kmsKeyId(kmsKey()))
                .resourceConfig(resources -> resources
                        .instanceType(settings.instanceType())
                        .instanceCount(settings.instanceCount())
                        .volumeSizeInGB(settings.volumeSize()))
                .stoppingCondition(stopping())
                .enableManagedSpotTraining(settings.spot())
                .environment(settings.environment())
                .tags(Ownership.tags(
                        settings.tags(), job.origin().tags(job.origin().id())))
                .build();
    }

    /** Null for the key that S3 itself manages. */
    private String kmsKey() {
        String key = job.settings().storage().kmsKey();
        return key.isEmpty() ? null : key;
    }

    private String outputPath() {
        String prefix = job.settings().keyPrefix();
        return "s3://" + job.settings().bucket() + "/" + (prefix.isEmpty() ? "" : prefix + "/") + "output";
    }

    private StoppingCondition stopping() {
        TrainSettings settings = job.settings();
        StoppingCondition.Builder stopping = StoppingCondition.builder()
                .maxRuntimeInSeconds((int) settings.runtimeLimit().toSeconds());
        if (settings.spot()) {
            stopping.maxWaitTimeInSeconds((int) settings.waitLimit().toSeconds());
        }
        return stopping.build();
    }

    private List<MetricDefinition> metrics() {
        return job.settings().metrics().stream()
                .map(metric -> MetricDefinition.builder()
                        .name(metric.name())
                        .regex(metric.regex())
                        .build())
                .toList();
    }

    /** In script mode also what tells the image's toolkit which script to run; all its values are JSON. */
    private Map<String, String> hyperparameters() {
        Map<String, String> all = new LinkedHashMap<>(job.settings().hyperparameters());
        if (job.settings().scriptMode()) {
            all.put("sagemaker_program", Json.write(job.settings().entryPoint()));
            all.put("sagemaker_submit_directory", Json.write(inputs.source()));
            all.put("sagemaker_container_log_level", INFO);
            all.put("sagemaker_job_name", Json.write(job.name()));
            all.put("sagemaker_region", Json.write(region));
        }
        return all;
    }

    /** Null for none, since SageMaker refuses an empty list. */
    private List<Channel> channels() {
        List<ChannelSettings> settings = job.settings().channels();
        if (settings.isEmpty()) {
            return null;
        }
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            ChannelSettings channel = settings.get(i);
            String uri = inputs.channels().get(i);
            channels.add(Channel.builder()
                    .channelName(channel.name())
                    .contentType(channel.contentType().isEmpty() ? null : channel.contentType())
                    .inputMode(channel.inputMode().isEmpty() ? null : channel.inputMode())
                    .dataSource(source -> source.s3DataSource(s3 -> s3.s3DataType(S3DataType.S3_PREFIX)
                            .s3Uri(uri)
                            .s3DataDistributionType(S3DataDistribution.FULLY_REPLICATED)))
                    .build());
        }
        return channels;
    }
}
