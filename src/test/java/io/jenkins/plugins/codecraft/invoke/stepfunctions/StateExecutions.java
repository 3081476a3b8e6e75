package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Operation;

/** Executions of state machines for tests. */
public final class StateExecutions {
    private StateExecutions() {}

    /** @param redrive whether the last one of the job goes on if it has failed */
    public static Operation of(String machine, boolean redrive, BuildOrigin origin) {
        return new CheckExecution(
                new ExecutionSettings(machine, "", "", null, "", redrive, new Expectation(""), ""), origin);
    }
}
