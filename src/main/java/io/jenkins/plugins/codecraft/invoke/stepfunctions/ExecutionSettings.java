package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Optional;

/**
 * An execution that a user wants, as it was written. Texts that were left out are "".
 *
 * @param alias the name of an alias or the number of a version
 * @param input JSON; null if it was left out
 * @param inputFile a file of the workspace with JSON
 * @param redrive whether the last execution of this job with this input goes on if it has failed
 * @param outputFile a file of the workspace that the output is written to
 */
record ExecutionSettings(
        String name,
        String arn,
        String alias,
        String input,
        String inputFile,
        boolean redrive,
        Expectation expect,
        String outputFile)
        implements Serializable {
    /** What StartExecution takes. */
    static final int MOST_BYTES = 256 * 1024;

    private static final String ARN = "arn:aws[a-z-]*:states:[a-z0-9-]+:\\d{12}:stateMachine:[^:\\s]{1,80}";

    void check(Mistakes mistakes) {
        if (name.isEmpty() == arn.isEmpty()) {
            mistakes.add("name", name, Words.of(ExecutionSettings.class, "giveNameState"));
        }
        if (!name.isEmpty()) {
            mistakes.check("name", name, machineName(name));
        }
        if (!arn.isEmpty()) {
            mistakes.check("arn", arn, machineArn(arn));
        }
        mistakes.check("alias", alias, aliasRule(alias));
        if (input != null) {
            mistakes.check("input", input, inputRule(input));
        }
        mistakes.check("inputFile", inputFile, inputFileRule(inputFile, input));
        if (!expect.text().isEmpty()) {
            mistakes.check("expect", expect.text(), Expectation.mistake(expect.text()));
        }
    }

    static Optional<String> machineName(String name) {
        return name.matches("[A-Za-z0-9_-]{1,80}")
                ? Optional.empty()
                : Optional.of(Words.of(ExecutionSettings.class, "giveNameStateMachine"));
    }

    static Optional<String> machineArn(String arn) {
        return arn.matches(ARN) ? Optional.empty() : Optional.of(Words.of(ExecutionSettings.class, "giveArnState"));
    }

    static Optional<String> aliasRule(String alias) {
        return alias.matches("[A-Za-z0-9_.-]{0,80}")
                ? Optional.empty()
                : Optional.of(Words.of(ExecutionSettings.class, "giveNameAlias"));
    }

    static Optional<String> inputRule(String input) {
        return input.strip().equals("null") || Json.read(input).isPresent()
                ? Optional.empty()
                : Optional.of(Words.of(ExecutionSettings.class, "giveMapJson"));
    }

    static Optional<String> inputFileRule(String file, String input) {
        return input != null && !file.isEmpty()
                ? Optional.of(Words.of(ExecutionSettings.class, "thereInputAs"))
                : Optional.empty();
    }
}
