package io.jenkins.plugins.codecraft.pipeline;

import hudson.AbortException;
import hudson.model.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** What a failure means for a run, and how it is printed. */
final class Failures {

    private Failures() {}

    static Result result(Throwable failure) {
        return failure instanceof FlowInterruptedException interrupted ? interrupted.getResult() : Result.FAILURE;
    }

    static void print(Throwable failure, Console console) {
        if (failure instanceof FlowInterruptedException interrupted) {
            for (CauseOfInterruption cause : interrupted.getCauses()) {
                console.println(cause.getShortDescription());
            }
        } else if (failure instanceof AbortException) {
            console.println("ERROR: " + failure.getMessage());
        } else {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            console.println(trace.toString().stripTrailing());
        }
    }
}
