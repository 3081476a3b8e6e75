package io.jenkins.plugins.codecraft.pipeline;

import hudson.model.Job;

/** The job of a run. */
final class PipelineJob extends Job<PipelineJob, PipelineBuild> {
    PipelineJob(String name) {
        super(null, name);
    }
}
