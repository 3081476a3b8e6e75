package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Iam;
import io.jenkins.plugins.codecraft.embedded.IamPolicy;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.apigateway.RestApis;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.storage.LocalAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** What one run has to itself: a region, a bucket and a workspace in an AWS that many runs share. */
final class Ground {
    private final Lab lab;
    private final String region;
    private final String bucket;
    private final Path workspace;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private volatile Optional<AwsCredentialsProvider> credentials = Optional.empty();

    Ground(Lab lab, int number, Path workspace) {
        this.lab = lab;
        this.region = "run-" + number;
        this.bucket = "run-" + number;
        this.workspace = workspace;
        lab.aws().objects().createBucket(bucket);
    }

    /** From now on operations come with the credentials of a user who has these policies and nothing else. */
    Iam.AccessKey limit(IamPolicy... policies) {
        String id = "AKIAIMR7HSDA%08d".formatted(Integer.parseInt(region.replaceAll("\\D", "")));
        Iam.AccessKey key = aws().iam().user("limited-in-" + region, id, "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbLIMITEDKEY");
        aws().iam().attach(key, policies);
        credentials = Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, key.secret())));
        return key;
    }

    /** How operations reach this AWS. */
    SessionRequest request() {
        SessionRequest request = lab.request(region);
        return credentials
                .map(own -> new SessionRequest(region, own, request.roles(), request.endpoint()))
                .orElse(request);
    }

    EmbeddedAws aws() {
        return lab.aws();
    }

    Lab lab() {
        return lab;
    }

    String region() {
        return region;
    }

    String bucket() {
        return bucket;
    }

    /** The step of the build that the operation is for. */
    BuildOrigin origin() {
        return origin(1);
    }

    BuildOrigin origin(int step) {
        return new BuildOrigin("jenkins", "team/iris", "7", 1_700_000_000_000L, Integer.toString(step));
    }

    Agent agent() {
        try {
            return new LocalAgent(workspace);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    SageMakerClient sageMaker() {
        return lab.sageMaker(region);
    }

    ApiGatewayClient apiGateway() {
        return lab.apiGateway(region);
    }

    S3Client s3() {
        return lab.s3();
    }

    LambdaClient lambda() {
        return lab.lambda(region);
    }

    /** Lets another operation run here to its end, undisturbed. */
    void run(Operation operation) {
        End how = end(operation);
        if (how.result().isEmpty()) {
            throw new IllegalStateException("the setup failed: " + how);
        }
    }

    /** Lets an operation run that fails. */
    void runToFailure(Operation operation) {
        End how = end(operation);
        if (how.failure().isEmpty()) {
            throw new IllegalStateException("the setup did not fail: " + how);
        }
    }

    /** Lets an operation run, however it ends. */
    End end(Operation operation) {
        CompletableFuture<End> end = new CompletableFuture<>();
        try (World world = new World(this, SavedState.beginning(operation), CrashPoint.NEVER, Optional.empty(), end)) {
            world.begin();
            return end.orTimeout(60, TimeUnit.SECONDS).join();
        }
    }

    List<Journal.Call> calls() {
        return aws().journal().calls(this::isHere);
    }

    private boolean isHere(Journal.Call call) {
        return call.region().equals(region);
    }

    /** Drops the calls of a run that is over: whoever asks for those of another run would go through them too. */
    void forgetCalls() {
        aws().journal().forget(this::isHere);
    }

    /** Says what to call a name that is only this run's own, as it is made of the region. */
    void call(String name, String plain) {
        names.put(name, plain);
    }

    /** A text without what is only this run's own. */
    String plain(String text) {
        String plain = text.replaceAll("\\b" + region + "\\b", "RUN")
                .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "UUID")
                .replaceAll("\\b[0-9a-f]{16}\\b", "DIGEST"); // of a content that may name the region
        for (Map.Entry<String, String> id :
                aws().service(RestApis.class).names(region).entrySet()) {
            plain = plain.replaceAll("\\b" + id.getKey() + "\\b", id.getValue());
        }
        for (Map.Entry<String, String> name : names.entrySet()) {
            plain = plain.replace(name.getKey(), name.getValue());
        }
        return plain;
    }
}
