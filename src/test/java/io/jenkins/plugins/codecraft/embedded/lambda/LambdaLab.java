package io.jenkins.plugins.codecraft.embedded.lambda;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** An embedded AWS with a role for functions and the SDK's clients. */
final class LambdaLab implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::123456789012:role/LambdaRole";
    static final String BUCKET = "lab";

    final EmbeddedAws aws = EmbeddedAws.builder()
            .timeScale(1.0 / 100)
            .role("LambdaRole", "lambda.amazonaws.com")
            .role("OtherRole", "sagemaker.amazonaws.com")
            .start();
    final LambdaClient client = configured(LambdaClient.builder().httpClientBuilder(ApacheHttpClient.builder()))
            .build();
    final EventBridgeClient events = configured(
                    EventBridgeClient.builder().httpClientBuilder(ApacheHttpClient.builder()))
            .build();
    final S3Client s3 = configured(S3Client.builder().httpClientBuilder(ApacheHttpClient.builder()))
            .forcePathStyle(true)
            .build();

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)));
    }

    SageMakerClient sageMaker() {
        return configured(SageMakerClient.builder().httpClientBuilder(ApacheHttpClient.builder()))
                .build();
    }

    Lambda lambda() {
        return aws.service(Lambda.class);
    }

    static SdkBytes zip(String name, String content) {
        return zip(Map.of(name, content));
    }

    static SdkBytes zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDateTime.of(2020, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    /** A Python function that is Active. */
    void python(String name, String source, Consumer<CreateFunctionRequest.Builder> change) {
        create(name, request -> {
            request.code(code -> code.zipFile(zip("app.py", source)));
            change.accept(request);
        });
        awaitSettled(name);
    }

    void create(String name, Consumer<CreateFunctionRequest.Builder> change) {
        CreateFunctionRequest.Builder request = CreateFunctionRequest.builder()
                .functionName(name)
                .runtime("python3.12")
                .handler("app.handler")
                .role(ROLE)
                .code(code -> code.zipFile(zip("app.py", "")));
        change.accept(request);
        client.createFunction(request.build());
    }

    /** A function without a process that answers with its version, and is Active. */
    void synthetic(String name) {
        lambda().synthetic(name, call -> "\"" + call.version() + "\"");
        create(name, request -> {});
        awaitSettled(name);
    }

    void awaitSettled(String name) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    var now = client.getFunctionConfiguration(request -> request.functionName(name));
                    return now.state() == State.ACTIVE && now.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS;
                });
    }

    /** Publishes a version with other code, and waits until it is Active. */
    String publish(String name, String source) {
        client.updateFunctionCode(request -> request.functionName(name).zipFile(zip("app.py", source)));
        awaitSettled(name);
        String version =
                client.publishVersion(request -> request.functionName(name)).version();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> client.getFunctionConfiguration(
                                        request -> request.functionName(name).qualifier(version))
                                .state()
                        == State.ACTIVE);
        return version;
    }

    InvokeResponse invoke(String name, String event) {
        return client.invoke(
                request -> request.functionName(name).logType("Tail").payload(SdkBytes.fromUtf8String(event)));
    }

    static String code(Runnable call) {
        try {
            call.run();
            return "";
        } catch (AwsServiceException refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }

    List<String> log(String name) {
        String group = "/aws/lambda/" + name;
        return aws.logs().streams("us-east-1", group).stream()
                .flatMap(stream -> aws.logs().messages("us-east-1", group, stream).stream())
                .toList();
    }

    @Override
    public void close() {
        client.close();
        events.close();
        s3.close();
        aws.close();
    }
}
