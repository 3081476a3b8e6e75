package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** An embedded AWS with roles, functions and the SDK's client. */
final class StatesLab implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::123456789012:role/FlowRole";
    static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:";
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:";

    private final FakeFunctions functions = new FakeFunctions();
    private final EmbeddedAws aws = EmbeddedAws.builder()
            .timeScale(1.0 / 600)
            .role("FlowRole", "states.amazonaws.com")
            .role("SageMakerRole", "sagemaker.amazonaws.com")
            .services(environment -> List.of(functions))
            .start();
    private final SfnClient client = SfnClient.builder()
            .httpClientBuilder(ApacheHttpClient.builder())
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .overrideConfiguration(
                    options -> options.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
            .credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)))
            .build();
    private final AtomicInteger numbers = new AtomicInteger();

    EmbeddedAws aws() {
        return aws;
    }

    FakeFunctions functions() {
        return functions;
    }

    SfnClient client() {
        return client;
    }

    /** Creates a machine of a new name; single quotes stand for double ones. */
    String machine(String definition) {
        return client.createStateMachine(request -> request.name("machine-" + numbers.incrementAndGet())
                        .definition(definition.replace('\'', '"'))
                        .roleArn(ROLE))
                .stateMachineArn();
    }

    /** Creates a machine with these states, of which {@code A} is the first. */
    String states(String states) {
        return machine("{'StartAt': 'A', 'States': {" + states + "}}");
    }

    String start(String machine, String input) {
        return client.startExecution(request -> request.stateMachineArn(machine).input(input.replace('\'', '"')))
                .executionArn();
    }

    DescribeExecutionResponse describe(String execution) {
        return client.describeExecution(request -> request.executionArn(execution));
    }

    DescribeExecutionResponse await(String execution) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> describe(execution).status() != ExecutionStatus.RUNNING);
        return describe(execution);
    }

    DescribeExecutionResponse run(String states, String input) {
        return await(start(states(states), input));
    }

    /** The output of states that succeed. */
    JsonNode output(String states, String input) {
        DescribeExecutionResponse end = run(states, input);
        if (end.status() != ExecutionStatus.SUCCEEDED) {
            throw new AssertionError(end);
        }
        return json(end.output());
    }

    static JsonNode json(String text) {
        try {
            return Data.parse(text.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    List<HistoryEvent> history(String execution) {
        return client.getExecutionHistory(
                        request -> request.executionArn(execution).maxResults(1000))
                .events();
    }

    List<String> events(String execution) {
        return history(execution).stream().map(HistoryEvent::typeAsString).toList();
    }

    @Override
    public void close() {
        client.close();
        aws.close();
    }
}
