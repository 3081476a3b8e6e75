package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What a training job does on its instances. */
interface Workload {
    /** Gets code and data; may block. */
    void prepare() throws TrainingFailure;

    /** Starts to train, and tells once when that has ended: the failure reason, or empty for success. */
    void run(TrainingLog log, Consumer<Optional<String>> ended);

    /** Asks it to end, and ends it by force after a grace period (AWS time). It still tells that it has ended. */
    void stop(Duration grace);

    /** Puts model and output into S3 and tells where the model is; may block. */
    String upload() throws TrainingFailure;

    /** Ends it by force and removes its traces on this machine. */
    void close();
}
