package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.util.List;
import java.util.function.Function;

/** What a container image does here, where there are no containers. */
public sealed interface Image {

    /** Runs the user's script as AWS' framework images do, by {@code sagemaker_program} and {@code SAGEMAKER_PROGRAM}. */
    record ScriptMode() implements Image {}

    /**
     * Runs a local command with {@code train} or {@code serve} as its last argument. {@code SAGEMAKER_BASE_DIR} names the
     * folder that stands for {@code /opt/ml}; {@code SAGEMAKER_BIND_TO_PORT} the port to serve at.
     */
    record Command(List<String> command) implements Image {
        public Command {
            command = List.copyOf(command);
        }
    }

    /**
     * Runs no process, so that thousands of jobs and endpoints are cheap. S3 is touched only where a request names input or
     * an outcome has model files: neither the output bucket nor a model artifact need be there.
     */
    record Synthetic(Function<SyntheticJob, SyntheticOutcome> training, Function<Invocation, Answer> serving)
            implements Image {}
}
