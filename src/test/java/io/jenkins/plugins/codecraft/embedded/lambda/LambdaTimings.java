package io.jenkins.plugins.codecraft.embedded.lambda;

import java.time.Duration;

/**
 * How long Lambda's changes last, in AWS time; the clock of the embedded AWS scales them.
 *
 * @param creating of a function, until it is Active
 * @param updating of a function's code or configuration, until its LastUpdateStatus is Successful
 * @param publishing of a version, until it is Active
 * @param provisioning of a version's provisioned concurrency, until it is READY
 */
public record LambdaTimings(Duration creating, Duration updating, Duration publishing, Duration provisioning) {
    /** What a function without a VPC takes, about. */
    public static final LambdaTimings DEFAULT = new LambdaTimings(
            Duration.ofSeconds(6), Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(60));
}
