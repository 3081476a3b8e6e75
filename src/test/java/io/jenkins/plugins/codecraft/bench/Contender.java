package io.jenkins.plugins.codecraft.bench;

import java.time.Instant;
import java.util.Map;

/** A way to wait for training jobs. */
interface Contender extends AutoCloseable {

    /** Begins to wait for the job of a build, which trains already. */
    void waitFor(int build);

    /** Creates the job of a build and waits for it. */
    void train(int build);

    /** Returns once everything that waits has come to rest, so that what it costs to wait can be seen. */
    void settle();

    /** When which step ended, by build. */
    Map<Integer, Instant> ended();

    /** What the names of its own threads begin with. */
    String threads();

    /** How many steps have failed that should not have. */
    int failed();

    @Override
    void close();
}
