package io.jenkins.plugins.codecraft.report;

/** How far a step has come. */
public enum StepStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    ABORTED
}
