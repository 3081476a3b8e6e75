package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.io.IOException;

/** The container of one production variant. */
interface Serving extends AutoCloseable {
    /**
     * Blocks until it answers pings.
     *
     * @throws IOException if it never will; the message is the endpoint's failure reason
     */
    void start() throws IOException;

    /** Asks the model; blocks. */
    Answer invoke(Invocation invocation) throws IOException, InterruptedException;

    @Override
    void close();
}
