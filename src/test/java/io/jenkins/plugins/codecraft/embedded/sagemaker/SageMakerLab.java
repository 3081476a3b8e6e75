package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.CreateTrainingJobRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantInstanceType;
import software.amazon.awssdk.services.sagemaker.model.TrainingInputMode;
import software.amazon.awssdk.services.sagemaker.model.TrainingInstanceType;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobStatus;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/** An embedded AWS with a role, a bucket and the SDK's clients. */
final class SageMakerLab implements AutoCloseable {
    static final String BUCKET = "lab";
    static final String ROLE = "arn:aws:iam::123456789012:role/SageMakerRole";
    static final String SKLEARN = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3";
    static final String FAKE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/fake:1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger REGIONS = new AtomicInteger();

    private final EmbeddedAws aws;
    private final boolean ownAws;
    private final Region region;
    private final SageMakerClient client;
    private final SageMakerRuntimeClient runtime;

    /** @param timeScale real time per AWS time */
    SageMakerLab(double timeScale) {
        this(
                EmbeddedAws.builder()
                        .timeScale(timeScale)
                        .role("SageMakerRole", "sagemaker.amazonaws.com")
                        .role("OtherRole", "lambda.amazonaws.com")
                        .start(),
                true,
                Region.US_EAST_1);
    }

    private SageMakerLab(EmbeddedAws aws, boolean ownAws, Region region) {
        this.aws = aws;
        this.ownAws = ownAws;
        this.region = region;
        client = configured(SageMakerClient.builder().httpClientBuilder(ApacheHttpClient.builder()))
                .build();
        runtime = configured(SageMakerRuntimeClient.builder().httpClientBuilder(ApacheHttpClient.builder()))
                .build();
    }

    /** The same AWS without limits in a region where nothing is yet. */
    SageMakerLab inNewRegion() {
        sageMaker().timings(Timings.DEFAULT);
        sageMaker().quotas().clear();
        return new SageMakerLab(aws, false, Region.of("eu-test-" + REGIONS.incrementAndGet()));
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
        return builder.endpointOverride(aws.endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)));
    }

    SageMakerLab withBucket() {
        aws.objects().createBucket(BUCKET);
        return this;
    }

    String region() {
        return region.id();
    }

    EmbeddedAws aws() {
        return aws;
    }

    SageMaker sageMaker() {
        return aws.service(SageMaker.class);
    }

    SageMakerClient client() {
        return client;
    }

    SageMakerRuntimeClient runtime() {
        return runtime;
    }

    /** Puts a file into the bucket and answers its URI. */
    String put(String key, String content) {
        aws.objects().put(BUCKET, key, content.getBytes(StandardCharsets.UTF_8));
        return "s3://" + BUCKET + "/" + key;
    }

    /** Puts a source archive with one file into the bucket and answers its URI. */
    String source(String program, String code) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            Tarball.pack(Map.of(program, code.getBytes(StandardCharsets.UTF_8)), archive);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String key = "code/" + program + "/source.tar.gz";
        aws.objects().put(BUCKET, key, archive.toByteArray());
        return "s3://" + BUCKET + "/" + key;
    }

    String file(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A job that is valid: a synthetic image, no input. */
    static CreateTrainingJobRequest job(String name, Consumer<CreateTrainingJobRequest.Builder> change) {
        return CreateTrainingJobRequest.builder()
                .trainingJobName(name)
                .algorithmSpecification(
                        algorithm -> algorithm.trainingImage(FAKE).trainingInputMode(TrainingInputMode.FILE))
                .roleArn(ROLE)
                .outputDataConfig(output -> output.s3OutputPath("s3://" + BUCKET + "/out"))
                .resourceConfig(resources -> resources
                        .instanceType(TrainingInstanceType.ML_M5_LARGE)
                        .instanceCount(1)
                        .volumeSizeInGB(10))
                .stoppingCondition(stopping -> stopping.maxRuntimeInSeconds(86400))
                .applyMutation(change)
                .build();
    }

    /** A job that runs a Python script in script mode. */
    CreateTrainingJobRequest scriptJob(String name, String code, Consumer<CreateTrainingJobRequest.Builder> change) {
        Map<String, String> hyperParameters = new HashMap<>();
        hyperParameters.put("sagemaker_program", "\"main.py\"");
        hyperParameters.put("sagemaker_submit_directory", "\"" + source("main.py", code) + "\"");
        return job(name, builder -> builder.algorithmSpecification(
                        algorithm -> algorithm.trainingImage(SKLEARN).trainingInputMode(TrainingInputMode.FILE))
                .hyperParameters(hyperParameters)
                .applyMutation(change));
    }

    /** @param artifact where the model lies, or null */
    void createModel(String name, String image, String artifact, Map<String, String> environment) {
        client.createModel(model -> model.modelName(name)
                .executionRoleArn(ROLE)
                .primaryContainer(container ->
                        container.image(image).modelDataUrl(artifact).environment(environment)));
    }

    /** A configuration with one variant per model, named as the model, of equal weight. */
    void createConfig(String name, String... models) {
        client.createEndpointConfig(config -> config.endpointConfigName(name)
                .productionVariants(Stream.of(models)
                        .map(model -> ProductionVariant.builder()
                                .variantName(model)
                                .modelName(model)
                                .instanceType(ProductionVariantInstanceType.ML_M5_LARGE)
                                .initialInstanceCount(1)
                                .build())
                        .toList()));
    }

    void createEndpoint(String name, String config) {
        client.createEndpoint(endpoint -> endpoint.endpointName(name).endpointConfigName(config));
    }

    DescribeTrainingJobResponse describe(String job) {
        return client.describeTrainingJob(request -> request.trainingJobName(job));
    }

    DescribeTrainingJobResponse await(String job, Predicate<DescribeTrainingJobResponse> until) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> describe(job), until);
    }

    DescribeTrainingJobResponse awaitEnd(String job) {
        return await(
                job,
                description -> description.trainingJobStatus() != TrainingJobStatus.IN_PROGRESS
                        && description.trainingJobStatus() != TrainingJobStatus.STOPPING);
    }

    DescribeEndpointResponse awaitEndpoint(String name, EndpointStatus... any) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.describeEndpoint(request -> request.endpointName(name)),
                        endpoint -> java.util.List.of(any).contains(endpoint.endpointStatus()));
    }

    @Override
    public void close() {
        client.close();
        runtime.close();
        if (ownAws) {
            aws.close();
        }
    }
}
