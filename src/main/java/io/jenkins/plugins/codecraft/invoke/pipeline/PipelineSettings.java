package io.jenkins.plugins.codecraft.invoke.pipeline;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An execution of a SageMaker pipeline, as it was written.
 *
 * @param name the pipeline's name or ARN
 * @param parameters those of the pipeline that differ from its defaults
 * @param description of the execution; "" for none
 * @param maxParallelSteps null for the pipeline's own
 */
record PipelineSettings(
        String name, Map<String, String> parameters, String description, Integer maxParallelSteps, Expectation expect)
        implements Serializable {
    private static final int MOST_PARAMETERS = 200;
    private static final int LONGEST_VALUE = 1024;
    private static final int LONGEST_DESCRIPTION = 3072;

    PipelineSettings {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    void check(Mistakes mistakes) {
        mistakes.check("name", name, name(name));
        parameters(parameters, mistakes);
        mistakes.check("description", description, description(description));
        if (maxParallelSteps != null) {
            mistakes.check("maxParallelSteps", maxParallelSteps, maxParallelSteps(maxParallelSteps));
        }
        mistakes.check("expect", expect.text(), Expectation.mistake(expect.text()));
    }

    static Optional<String> name(String name) {
        boolean right = name.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,255}")
                || name.matches("arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:\\d{12}:pipeline/[a-zA-Z0-9-]{1,256}");
        return right ? Optional.empty() : Optional.of(Words.of(PipelineSettings.class, "giveNameArn"));
    }

    static void parameters(Map<String, String> parameters, Mistakes mistakes) {
        if (parameters.size() > MOST_PARAMETERS) {
            mistakes.add(
                    "parameters",
                    Words.of(PipelineSettings.class, "parameters", parameters.size()),
                    Words.of(PipelineSettings.class, "pipelineTakes", MOST_PARAMETERS));
        }
        parameters.forEach((key, value) -> {
            if (!key.matches("[A-Za-z0-9\\-_]{1,256}")) {
                mistakes.add("parameters", key, Words.of(PipelineSettings.class, "parametersNameLetters"));
            }
            if (value.length() > LONGEST_VALUE) {
                // the value may be a secret
                mistakes.add(
                        "parameters." + key,
                        Words.of(PipelineSettings.class, "characters", value.length()),
                        Words.of(PipelineSettings.class, "value", LONGEST_VALUE));
            }
        });
    }

    static Optional<String> description(String text) {
        return text.length() <= LONGEST_DESCRIPTION
                ? Optional.empty()
                : Optional.of(Words.of(PipelineSettings.class, "mostCharactersTaken", LONGEST_DESCRIPTION));
    }

    static Optional<String> maxParallelSteps(int count) {
        return count >= 1 ? Optional.empty() : Optional.of(Words.of(PipelineSettings.class, "leastStepRun"));
    }
}
