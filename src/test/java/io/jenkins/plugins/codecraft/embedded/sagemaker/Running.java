package io.jenkins.plugins.codecraft.embedded.sagemaker;

/** A job with what carries it out. */
record Running<J extends Listed, R>(J job, R run) implements ListedByJob {}
