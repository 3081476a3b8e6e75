package io.jenkins.plugins.codecraft.bench;

import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Timings;
import io.jenkins.plugins.codecraft.train.WaitingTrainings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SecondaryStatus;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;

/** The AWS account of the benchmark: training jobs that train until they are told to complete. */
final class Account implements AutoCloseable {
    private static final String ROLE = "SageMakerRole";
    private static final String BUCKET = "benchmark";
    private static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/waiting:1";
    private static final int CREATORS = 8;

    private final EmbeddedAws aws;
    private final Scale scale;
    private final Map<String, CompletableFuture<Void>> gates = new ConcurrentHashMap<>();
    private int regions;

    Account(Scale scale) {
        this.scale = scale;
        aws = EmbeddedAws.builder().role(ROLE, "sagemaker.amazonaws.com").start();
        aws.objects().createBucket(BUCKET);
        aws.objects().put(BUCKET, "data/iris.csv", new byte[] {'1'});
        Duration none = Duration.ZERO;
        sageMaker().timings(new Timings(none, none, none, none, none, none, none));
        sageMaker().images().synthetic(IMAGE, job -> SyntheticOutcome.completed()
                .when(gate(job.region(), job.name())));
    }

    private SageMaker sageMaker() {
        return aws.service(SageMaker.class);
    }

    private CompletableFuture<Void> gate(String region, String job) {
        return gates.computeIfAbsent(region + "/" + job, any -> new CompletableFuture<>());
    }

    Journal journal() {
        return aws.journal();
    }

    /** From now on calls over the quotas are throttled. */
    void limited() {
        sageMaker().quotas().callsPerSecond("ListTrainingJobs", Scale.LIST_QUOTA * scale.factor());
        sageMaker().quotas().callsPerSecond("DescribeTrainingJob", scale.describeQuota() * scale.factor());
    }

    void unlimited() {
        sageMaker().quotas().clear();
    }

    /** A region in which nothing is yet. */
    Jobs inNewRegion(String logs) {
        return new Jobs("eu-bench-" + ++regions, logs);
    }

    @Override
    public void close() {
        aws.close();
    }

    /** The training jobs of one region. */
    final class Jobs implements AutoCloseable {
        private final String region;
        private final WaitingTrainings trainings;
        private final SageMakerClient client;
        private Map<String, Instant> begun = Map.of();

        private Jobs(String region, String logs) {
            this.region = region;
            this.trainings = new WaitingTrainings(region, BUCKET, IMAGE, logs);
            this.client = client(CREATORS);
        }

        /** A client with the SDK's defaults and an HTTP client of its own. */
        SageMakerClient client(int connections) {
            return SageMakerClient.builder()
                    .endpointOverride(aws.endpoint())
                    .region(Region.of(region))
                    .credentialsProvider(credentials())
                    .httpClientBuilder(ApacheHttpClient.builder().maxConnections(connections))
                    .build();
        }

        private AwsCredentialsProvider credentials() {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY));
        }

        SessionRequest session() {
            return new SessionRequest(region, credentials(), Optional.empty(), Optional.of(aws.endpoint()));
        }

        /** Creates the jobs of the builds from 0 on and waits until all train. */
        void create(int count) throws InterruptedException {
            ForkJoinPool creators = new ForkJoinPool(CREATORS);
            try {
                creators.submit(() -> IntStream.range(0, count)
                                .parallel()
                                .forEach(build -> client.createTrainingJob(trainings.request(build))))
                        .get();
            } catch (ExecutionException refused) {
                throw new IllegalStateException("the jobs could not be created", refused);
            } finally {
                creators.shutdown();
            }
            begun = Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(200))
                    .until(this::training, all -> all.size() == count);
        }

        private Map<String, Instant> training() {
            return client.listTrainingJobsPaginator(request -> request.maxResults(100)).trainingJobSummaries().stream()
                    .filter(job -> job.secondaryStatus() == SecondaryStatus.TRAINING)
                    .collect(Collectors.toMap(
                            TrainingJobSummary::trainingJobName, TrainingJobSummary::lastModifiedTime));
        }

        WaitingTrainings trainings() {
            return trainings;
        }

        String name(int build) {
            return trainings.name(build);
        }

        /** When the job began to train, as AWS says; for one that was created later, that it is later. */
        Instant begun(int build) {
            return begun.getOrDefault(name(build), Instant.MAX);
        }

        void complete(int build) {
            gate(region, name(build)).complete(null);
        }

        /** When the job completed, as AWS says. */
        Instant completed(int build) {
            return client.describeTrainingJob(request -> request.trainingJobName(name(build)))
                    .lastModifiedTime();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
