package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.time.Instant;

/** A job with what carries it out. */
record Running<J extends Listed, R>(J job, R run) implements Listed {
    @Override
    public String name() {
        return job.name();
    }

    @Override
    public Instant created() {
        return job.created();
    }

    @Override
    public Instant modified() {
        return job.modified();
    }

    @Override
    public String status() {
        return job.status();
    }
}
