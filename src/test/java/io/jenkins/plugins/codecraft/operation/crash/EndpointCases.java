package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.deploy.endpoint.Deployments;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings.Kind;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.Alarm;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.CloudWatch;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.util.List;

/** Deployments of endpoints with all that follows a change, for the harness. */
final class EndpointCases {
    private EndpointCases() {}

    static List<CrashCase> all() {
        CrashCase canary = new CrashCase(
                "endpoint, canary",
                EndpointCases::haveA,
                EndpointCases::canaryToB,
                ground -> serving("model-b", ground));
        return List.of(
                canary,
                canary.aborted(
                        "canary, aborted",
                        new Boundary(When.AFTER, "UpdateEndpoint", 1),
                        ground -> serving("model-a", ground)),
                new CrashCase("endpoint, bad", ground -> {}, ground -> bad("model-a", ground), ground -> List.of()),
                new CrashCase(
                        "endpoint, worse",
                        EndpointCases::haveA,
                        ground -> bad("model-b", ground),
                        ground -> serving("model-a", ground)),
                new CrashCase(
                        "endpoint, tidied",
                        EndpointCases::haveA,
                        EndpointCases::scaledWithoutOlder,
                        ground ->
                                List.of(serving("model-b", ground).get(0), "scaled endpoint/iris/variant/AllTraffic")));
    }

    private static Deployments of(String model) {
        return new Deployments().model("s3://" + Trainings.BUCKET + "/" + model + "/model.tar.gz");
    }

    private static void haveA(Ground ground) {
        ground.aws().service(CloudWatch.class).alarm(ground.region(), "iris-5xx", Alarm.State.OK);
        ground.run(of("model-a").operation(ground.origin(2)));
    }

    private static Operation canaryToB(Ground ground) {
        return of("model-b")
                .rollout(Kind.CANARY, 10, "1m", "iris-5xx")
                .expecting("setosa", "setosa")
                .operation(ground.origin());
    }

    private static Operation bad(String model, Ground ground) {
        return of(model).expecting("5.1,3.5,1.4,0.2", "setosa").operation(ground.origin());
    }

    private static Operation scaledWithoutOlder(Ground ground) {
        return of("model-b").scaled(1, 4).keeping(0).tag("team", "ml").operation(ground.origin());
    }

    private static List<String> serving(String model, Ground ground) {
        return List.of("endpoint iris InService " + of(model).configName(ground.origin()));
    }
}
