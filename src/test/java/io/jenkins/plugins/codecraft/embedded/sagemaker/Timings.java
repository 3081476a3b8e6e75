package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.time.Duration;

/**
 * How long the stages of SageMaker last, in AWS time; the clock of the embedded AWS scales them. What a script does itself
 * takes the time that it really takes.
 *
 * @param starting of a training job, until its instances are there
 * @param downloading of its image and data
 * @param uploading of its model
 * @param stopping of a training job, after its processes have ended
 * @param creating of an endpoint, at least
 * @param updating of an endpoint, at least
 * @param deleting of an endpoint
 */
public record Timings(
        Duration starting,
        Duration downloading,
        Duration uploading,
        Duration stopping,
        Duration creating,
        Duration updating,
        Duration deleting) {

    /** Shorter than the real ones, in the same proportion to each other. */
    public static final Timings DEFAULT = new Timings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
}
