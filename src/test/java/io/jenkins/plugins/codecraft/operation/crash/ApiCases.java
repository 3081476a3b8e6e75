package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.deploy.apigateway.ApiDeployments;
import io.jenkins.plugins.codecraft.invoke.apigateway.ApiCalls;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/** Deployments and calls of APIs, for the harness. */
final class ApiCases {
    private static final String MOCK = """
            {"openapi": "3.0.1", "info": {"title": "iris", "version": "1"}, "paths": {"/health": {"get": {
              "x-amazon-apigateway-integration": {"type": "mock",
                "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"},
                "responses": {"default": {"statusCode": "200",
                  "responseTemplates": {"application/json": "ANSWER"}}}}}}}}
            """;
    private static final String FUNCTION = """
            {"openapi": "3.0.1", "info": {"title": "iris", "version": "1"}, "paths": {"/features": {"post": {
              "x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST",
                "payloadFormatVersion": "2.0", "uri": "${lambda:api-features}"}}}}}
            """;

    private static final List<String> SERVING_FIRST = List.of("stage prod api-1-deployment-1 {}");
    private static final List<String> SERVING_SECOND = List.of("stage prod api-1-deployment-2 {}");

    private ApiCases() {}

    /** The files that the deployments read. */
    static void prepare(Path workspace) {
        try {
            Files.writeString(workspace.resolve("api-a.json"), MOCK.replace("ANSWER", "well"));
            Files.writeString(workspace.resolve("api-b.json"), MOCK.replace("ANSWER", "better"));
            Files.writeString(workspace.resolve("api-f.json"), FUNCTION);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static List<CrashCase> all() {
        CrashCase create = new CrashCase(
                "create API", ApiCases::haveFunction, ApiCases::deployingFunction, ground -> SERVING_FIRST);
        CrashCase plan = new CrashCase(
                "API, usage plan",
                ground -> {},
                ground -> deploying("a").withPlan().operation(ground.origin()),
                ground -> List.of("usage plan iris"));
        CrashCase planChanged = new CrashCase(
                "API, plan changed",
                ground -> ground.run(deploying("a").withPlan().operation(ground.origin(2))),
                ground ->
                        deploying("b").withPlan(50).checked("/health", "better").operation(ground.origin()),
                ground -> SERVING_SECOND);
        CrashCase adopt = new CrashCase(
                "API, adopted",
                ground -> ground.apiGateway().createRestApi(request -> request.name("iris")),
                ground -> deploying("a").adopting().operation(ground.origin()),
                ground -> SERVING_FIRST);
        CrashCase update = new CrashCase(
                "update API",
                ApiCases::haveA,
                ground -> deploying("b").checked("/health", "better").keeping(0).operation(ground.origin()),
                ground -> SERVING_SECOND);
        CrashCase bad = new CrashCase(
                "bad API",
                ApiCases::haveA,
                ground -> deploying("b").checked("/health", "worse").operation(ground.origin()),
                ground -> SERVING_FIRST);
        CrashCase invoke = new CrashCase(
                "invoke API", ApiCases::haveA, ground -> ApiCalls.get("/health").operation(), ground -> SERVING_FIRST);
        return List.of(
                create,
                plan,
                planChanged,
                adopt,
                update,
                update.aborted("check aborted", new Boundary(When.AFTER, "CreateStage", 1), ground -> SERVING_FIRST),
                update.aborted("switch aborted", new Boundary(When.AFTER, "UpdateStage", 1), ground -> SERVING_FIRST),
                bad,
                invoke);
    }

    private static ApiDeployments deploying(String file) {
        return new ApiDeployments().file("api-" + file + ".json");
    }

    private static void haveA(Ground ground) {
        ground.run(deploying("a").operation(ground.origin(2)));
    }

    private static Operation deployingFunction(Ground ground) {
        return deploying("f").operation(ground.origin());
    }

    static void haveFunction(Ground ground) {
        ground.lambda().createFunction(request -> request.functionName("api-features")
                .runtime("python3.12")
                .handler("app.handler")
                .role("arn:aws:iam::123456789012:role/LambdaRole")
                .code(code -> code.zipFile(SdkBytes.fromByteArray(EMPTY_ZIP))));
    }

    /** The end of a central directory without entries. */
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
}
