package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An execution that has succeeded: its output is checked, kept and returned.
 *
 * @param output null if there is none; at most 256 KB
 */
record ExecutionEnd(
        ExecutionRun run,
        String execution,
        String arn,
        String status,
        String output,
        Instant start,
        Instant stop,
        int redrives)
        implements Serializable {

    /** The output is saved before it is written, so that an agent that is away costs no second execution. */
    Progress next(OperationContext context) throws IOException, InterruptedException {
        return run.settings().outputFile().isEmpty() ? done(context) : Progress.next(new WriteOutput(this));
    }

    byte[] bytes() {
        return (output == null ? "" : output).getBytes(StandardCharsets.UTF_8);
    }

    /** The end of the step, if the output is what was expected. */
    Progress done(OperationContext context) throws IOException, InterruptedException {
        run.settings().expect().require(Words.of(ExecutionEnd.class, "execution", execution), bytes());
        InvokeResult result = InvokeResult.of(run.machineName(), status)
                .body("", bytes())
                .with("executionName", execution)
                .with("executionArn", arn)
                .times(start, stop)
                .with("consoleUrl", ConsoleUrls.of(context.aws()).execution(arn));
        if (redrives > 0) {
            result.with("redriveCount", redrives);
        }
        if (!run.settings().outputFile().isEmpty()) {
            result.with("outputFile", run.settings().outputFile());
        }
        return Progress.done(result.map());
    }
}
