package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Operation;

/** Executions of state machines for tests. */
public final class StateExecutions {
    private StateExecutions() {}

    /** With its output in a file of the workspace. */
    public static Operation written(String machine, String file, BuildOrigin origin) {
        return new CheckExecution(
                new ExecutionSettings(machine, "", "", null, "", false, new Expectation(""), file), origin);
    }

    /** By an alias or the number of a version. */
    public static Operation by(String alias, String machine, BuildOrigin origin) {
        return new CheckExecution(
                new ExecutionSettings(machine, "", alias, null, "", false, new Expectation(""), ""), origin);
    }

    /** @param redrive whether the last one of the job goes on if it has failed */
    public static Operation of(String machine, boolean redrive, BuildOrigin origin) {
        return new CheckExecution(
                new ExecutionSettings(machine, "", "", null, "", redrive, new Expectation(""), ""), origin);
    }
}
