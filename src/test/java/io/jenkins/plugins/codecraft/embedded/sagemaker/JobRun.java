package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What carries a job out. */
interface JobRun {
    void start();

    /** Stops the job, which is not over; no matter if it stops already. */
    void stop();

    /** Ends its processes without a word. */
    void abandon();

    /** Adds what only it knows to the answer of a description. */
    default void describe(ObjectNode answer) {}

    /** The same for a listing. */
    default void summarize(ObjectNode summary) {}
}
