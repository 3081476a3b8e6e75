package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.deploy.stepfunctions.MachineDeployments;
import io.jenkins.plugins.codecraft.embedded.states.Flows;
import io.jenkins.plugins.codecraft.invoke.stepfunctions.StateExecutions;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Deployments and executions of state machines, for the harness. */
final class StateCases {
    private static final String PASS = """
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "RESULT", "End": true}}}
            """;
    private static final List<String> SERVING_A = List.of("state machine flow A", "route flow:live [1 100 A]");
    private static final List<String> SERVING_B =
            List.of("state machine flow B", "route flow:live [2 100 B]", "machine version flow:1 A");

    private StateCases() {}

    /** The files that the deployments read. */
    static void prepare(Path workspace) {
        try {
            Files.writeString(workspace.resolve("flow-a.json"), PASS.replace("RESULT", "A"));
            Files.writeString(workspace.resolve("flow-b.json"), PASS.replace("RESULT", "B"));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static List<CrashCase> all() {
        CrashCase create = new CrashCase(
                "create machine",
                ground -> {},
                ground -> new MachineDeployments().checked("A").operation(ground.origin()),
                ground -> SERVING_A);
        CrashCase canary = new CrashCase(
                "canary machine",
                StateCases::haveA,
                ground -> second().canary("1m").operation(ground.origin()),
                ground -> SERVING_B);
        CrashCase bad = new CrashCase(
                "bad machine",
                StateCases::haveA,
                ground -> second().checked("never").operation(ground.origin()),
                ground -> SERVING_A);
        CrashCase invoke = new CrashCase(
                "invoke machine",
                ground -> new Flows(ground.aws(), ground.region()).create("quick", "'A': {'Type': 'Succeed'}"),
                ground -> StateExecutions.of("quick", false, ground.origin()),
                ground -> List.of("execution quick SUCCEEDED 0"));
        CrashCase endless = new CrashCase(
                "",
                ground -> new Flows(ground.aws(), ground.region())
                        .create("long", "'A': {'Type': 'Wait', 'Seconds': 9999999, 'End': true}"),
                ground -> StateExecutions.of("long", false, ground.origin()),
                ground -> List.of());
        CrashCase redrive = new CrashCase(
                "redrive machine",
                StateCases::haveFailed,
                ground -> StateExecutions.of("failing", true, ground.origin()),
                ground -> List.of("execution failing FAILED 1"));
        CrashCase express = new CrashCase(
                "express machine",
                ground -> {},
                ground -> new MachineDeployments()
                        .express()
                        .withoutAlias()
                        .checked("A")
                        .operation(ground.origin()),
                ground -> List.of("state machine flow A", "machine version flow:1 A"));
        CrashCase adopt = new CrashCase(
                "adopt machine",
                ground -> new Flows(ground.aws(), ground.region()).create("flow", "'A': {'Type': 'Succeed'}"),
                ground -> new MachineDeployments().adopting().operation(ground.origin()),
                ground -> SERVING_A);
        CrashCase run = new CrashCase(
                "run express",
                ground -> new Flows(ground.aws(), ground.region())
                        .create("express", "EXPRESS", "'A': {'Type': 'Pass', 'Result': {'n': 1}, 'End': true}"),
                ground -> StateExecutions.written("express", "express-" + ground.region() + ".json", ground.origin()),
                ground -> List.of("state machine express"));
        return List.of(
                express,
                adopt,
                run,
                create,
                create.aborted(
                        "create, aborted", new Boundary(When.AFTER, "CreateStateMachine", 1), ground -> List.of()),
                canary,
                canary.aborted(
                        "canary, aborted", new Boundary(When.AFTER, "UpdateStateMachineAlias", 1), ground -> SERVING_A),
                bad,
                invoke,
                endless.aborted(
                        "invoke, aborted",
                        new Boundary(When.AFTER, "StartExecution", 1),
                        ground -> List.of("execution long ABORTED")),
                redrive);
    }

    private static MachineDeployments second() {
        return new MachineDeployments().definition("flow-b.json");
    }

    private static void haveA(Ground ground) {
        ground.run(new MachineDeployments().operation(ground.origin(2)));
    }

    /** An execution of an earlier build of the job. */
    private static void haveFailed(Ground ground) {
        new Flows(ground.aws(), ground.region()).create("failing", "'A': {'Type': 'Fail', 'Error': 'Wrong'}");
        ground.runToFailure(StateExecutions.of("failing", false, ground.origin(2)));
    }
}
