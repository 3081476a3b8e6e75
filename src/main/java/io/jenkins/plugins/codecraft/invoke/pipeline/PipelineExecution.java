package io.jenkins.plugins.codecraft.invoke.pipeline;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Digests;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.List;

/** The execution that one step of one build starts. Token and name are the same whenever they are computed again. */
record PipelineExecution(PipelineSettings settings, BuildOrigin origin) implements Serializable {
    private static final int TOKEN_DIGITS = 40;

    /** The {@code ClientRequestToken} of a call; with the same one SageMaker does it once. */
    String token(String call) {
        return Digests.hex(
                TOKEN_DIGITS,
                List.of(call, origin.instance(), origin.job(), origin.build(), "" + origin.began(), origin.step()));
    }

    /** By which it is found if the answer to its start was lost. */
    String displayName() {
        return "build-" + origin.build().replaceAll("[^a-zA-Z0-9]", "") + "-" + origin.id();
    }

    /** For messages. */
    String words() {
        return Words.of(PipelineExecution.class, "executionPipeline", displayName(), pipeline());
    }

    /** The pipeline's name, also where its ARN was given. */
    String pipeline() {
        return settings.name().substring(settings.name().lastIndexOf('/') + 1);
    }
}
