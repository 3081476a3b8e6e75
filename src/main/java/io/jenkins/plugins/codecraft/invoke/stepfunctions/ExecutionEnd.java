package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.WriteFileTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An execution that has succeeded: its output is checked, kept and returned. */
record ExecutionEnd(
        ExecutionRun run, String execution, String arn, String status, String output, Instant start, Instant stop) {

    Progress done(OperationContext context, int redrives) throws IOException, InterruptedException {
        byte[] bytes = (output == null ? "" : output).getBytes(StandardCharsets.UTF_8);
        if (!run.settings().outputFile().isEmpty()) {
            context.agent().call(new WriteFileTask(run.settings().outputFile(), bytes));
            context.console().event("Wrote the output to " + run.settings().outputFile());
        }
        run.settings().expect().require("The execution " + execution, bytes);
        InvokeResult result = InvokeResult.of(run.machineName(), status)
                .body("", bytes)
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
