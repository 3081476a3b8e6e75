package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a processing job does on its instances. */
interface Processing {
    /**
     * Gets its inputs, which may block, and starts.
     *
     * @param log takes an instance, from 1, and a line
     * @param ended is told once that it has ended: the failure reason, or empty for success
     */
    void run(BiConsumer<Integer, String> log, Consumer<Optional<String>> ended) throws IOException;

    /** Asks it to end, and ends it by force after a grace period (AWS time). It still tells that it has ended. */
    void stop(Duration grace);

    /** Puts its outputs into S3; may block. */
    void upload(boolean completed) throws IOException;

    /** What it says of its end; empty for nothing. */
    String message();

    /** Ends it by force and removes its traces on this machine. */
    void close();
}
