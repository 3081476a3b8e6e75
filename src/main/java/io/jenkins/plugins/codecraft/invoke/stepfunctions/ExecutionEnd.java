package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.invoke.Answer;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
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
        implements Answer {

    @Override
    public byte[] body() {
        return (output == null ? "" : output).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String outputFile() {
        return run.settings().outputFile();
    }

    @Override
    public Progress conclude(OperationContext context) throws IOException, InterruptedException {
        run.settings().expect().require(Words.of(ExecutionEnd.class, "execution", execution), body());
        InvokeResult result = InvokeResult.of(run.machineName(), status)
                .body("", body())
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
