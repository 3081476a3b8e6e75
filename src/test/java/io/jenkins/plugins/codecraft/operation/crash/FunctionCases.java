package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.deploy.lambda.FunctionDeployments;
import io.jenkins.plugins.codecraft.invoke.lambda.FunctionCalls;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import java.util.List;

/** Deployments of Lambda functions, for the harness. */
final class FunctionCases {
    private static final List<String> SERVING_A = List.of("alias features:live 1 null");
    private static final List<String> SERVING_B = List.of("alias features:live 2 null", "version features:1");

    private FunctionCases() {}

    static List<CrashCase> all() {
        CrashCase create =
                new CrashCase("create function", ground -> {}, FunctionCases::deployingA, ground -> SERVING_A);
        CrashCase canary =
                new CrashCase("canary function", FunctionCases::haveA, FunctionCases::deployingB, ground -> SERVING_B);
        CrashCase bad =
                new CrashCase("bad function", FunctionCases::haveA, FunctionCases::deployingBad, ground -> SERVING_A);
        CrashCase triggers = new CrashCase(
                "function, triggers", FunctionCases::haveA, FunctionCases::triggering, FunctionCases::triggered);
        CrashCase invoke = new CrashCase(
                "invoke function",
                FunctionCases::haveA,
                ground -> FunctionCalls.written("features", "live", "answer-" + ground.region() + ".json"),
                ground -> SERVING_A);
        CrashCase image = new CrashCase(
                "image, provisioned", FunctionCases::haveImage, FunctionCases::deployingImage, ground -> SERVING_B);
        CrashCase adopted = new CrashCase(
                "function, adopted", FunctionCases::haveTheirs, FunctionCases::adopting, ground -> SERVING_A);
        return List.of(
                invoke,
                create,
                create.aborted("create, aborted", new Boundary(When.AFTER, "CreateFunction", 1), ground -> List.of()),
                canary,
                canary.aborted("canary, aborted", new Boundary(When.AFTER, "UpdateAlias", 1), ground -> SERVING_A),
                bad,
                triggers,
                image,
                adopted);
    }

    private static void haveImage(Ground ground) {
        ground.run(new FunctionDeployments().image("1").provisioned(1).operation(ground.origin(2)));
    }

    private static Operation deployingImage(Ground ground) {
        return new FunctionDeployments().image("2").provisioned(2).operation(ground.origin());
    }

    /** A function with a trigger that has not our tag any more. */
    private static void haveTheirs(Ground ground) {
        ground.run(new FunctionDeployments().scheduled().operation(ground.origin(2)));
        String arn = ground.lambda()
                .getFunction(request -> request.functionName("features"))
                .configuration()
                .functionArn();
        ground.lambda().untagResource(request -> request.resource(arn).tagKeys("codecraft:id"));
    }

    private static Operation adopting(Ground ground) {
        return new FunctionDeployments().adopting().operation(ground.origin());
    }

    private static Operation triggering(Ground ground) {
        return new FunctionDeployments().triggered(ground.bucket()).operation(ground.origin());
    }

    private static List<String> triggered(Ground ground) {
        return List.of("rule codecraft-features-", "notification codecraft-features-");
    }

    private static Operation deployingA(Ground ground) {
        return new FunctionDeployments().operation(ground.origin());
    }

    private static void haveA(Ground ground) {
        ground.run(new FunctionDeployments().operation(ground.origin(2)));
    }

    private static Operation deployingB(Ground ground) {
        return new FunctionDeployments().source("other").canary("1m").operation(ground.origin());
    }

    private static Operation deployingBad(Ground ground) {
        return new FunctionDeployments().source("other").checked("{}", "never").operation(ground.origin());
    }
}
