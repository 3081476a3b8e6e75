package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Digests;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.List;

/**
 * An execution of a state machine for one step of a build.
 *
 * @param machine the ARN of the state machine
 * @param input what it gets, as JSON
 */
record ExecutionRun(ExecutionSettings settings, BuildOrigin origin, String machine, String input)
        implements Serializable {
    private static final int DIGITS = 8;

    /** The ARN to start, with version or alias. */
    String target() {
        return settings.alias().isEmpty() ? machine : machine + ":" + settings.alias();
    }

    /** What the names of all executions begin with that this job starts with this input. */
    String family() {
        String job = Digests.hex(DIGITS, List.of(origin.instance(), origin.job()));
        return "codecraft-" + job + "-" + Digests.hex(DIGITS, List.of(input)) + "-";
    }

    /** The same after a restart, and of no other step. */
    String name() {
        String build = origin.build().replaceAll("[^A-Za-z0-9_-]", "_");
        return family() + (build.length() <= 20 ? build : build.substring(0, 20)) + "-" + origin.id();
    }

    Executions executions() {
        return new Executions(machine);
    }

    String machineName() {
        return machine.substring(machine.lastIndexOf(':') + 1);
    }

    String words() {
        String of = settings.alias().isEmpty() ? machineName() : machineName() + ":" + settings.alias();
        return Words.of(ExecutionRun.class, "stateMachine", of);
    }
}
