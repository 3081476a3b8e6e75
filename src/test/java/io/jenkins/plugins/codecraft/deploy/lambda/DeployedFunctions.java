package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.lambda.Lambda;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigListItem;

/** What tests of deployments of functions have in common: an embedded AWS, of which each test has a region to itself. */
abstract class DeployedFunctions {
    private static final AtomicInteger REGIONS = new AtomicInteger();
    static EmbeddedAws aws;

    @TempDir
    Path workspace;

    final String region = "eu-test-" + REGIONS.incrementAndGet();
    final String arn = "arn:aws:lambda:" + region + ":123456789012:function:features";
    TestBuild build;
    LambdaClient client;

    @BeforeAll
    static void startAws() {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / TestBuild.SPEED)
                .role("LambdaRole", "lambda.amazonaws.com")
                .role("OtherRole", "lambda.amazonaws.com")
                .start();
    }

    @AfterAll
    static void stopAws() {
        aws.close();
    }

    @BeforeEach
    void begin() throws IOException {
        code("lambda", "one");
        code("other", "two");
        aws.service(Lambda.class).synthetic("features", call -> "\"" + call.version() + "\"");
        build = new TestBuild(aws, region, workspace);
        client = build.session().lambda();
    }

    @AfterEach
    void end() {
        build.close();
    }

    void code(String folder, String content) throws IOException {
        Files.writeString(Files.createDirectories(workspace.resolve(folder)).resolve("app.py"), content);
    }

    static FunctionDeployments features() {
        return new FunctionDeployments();
    }

    Map<String, Object> deploy(FunctionDeployments deployment) {
        return build.run(deployment.operation(TestBuild.origin()));
    }

    /** The calls of one operation in this test's region, for faults. */
    Predicate<Journal.Call> calls(String operation) {
        return call -> call.region().equals(region) && call.operation().equals(operation);
    }

    GetFunctionResponse function() {
        return client.getFunction(request -> request.functionName("features"));
    }

    GetAliasResponse alias(String name) {
        return client.getAlias(request -> request.functionName("features").name(name));
    }

    List<String> versions() {
        return client.listVersionsByFunction(request -> request.functionName("features")).versions().stream()
                .map(FunctionConfiguration::version)
                .toList();
    }

    /** The versions with provisioned concurrency, each with how much. */
    List<String> provisioned() {
        return client
                .listProvisionedConcurrencyConfigs(request -> request.functionName("features"))
                .provisionedConcurrencyConfigs()
                .stream()
                .map(DeployedFunctions::words)
                .toList();
    }

    private static String words(ProvisionedConcurrencyConfigListItem config) {
        String version = config.functionArn().replaceFirst(".*:", "");
        return version + "=" + config.requestedProvisionedConcurrentExecutions();
    }

    Integer reserved() {
        return SetReserved.of(function());
    }

    List<String> changes() {
        return aws
                .journal()
                .calls(call -> call.service().equals("lambda") && call.region().equals(region))
                .stream()
                .filter(Journal.Call::mutating)
                .map(Journal.Call::operation)
                .toList();
    }
}
