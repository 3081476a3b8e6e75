package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What all of Lambda shares.
 *
 * @param timings read anew for each change
 * @param failures why an update of a function of this name is going to fail, if so
 */
record LambdaContext(AwsEnvironment aws, Supplier<LambdaTimings> timings, Function<String, Optional<String>> failures) {
    private static final Logger LOG = Logger.getLogger(LambdaContext.class.getName());

    Instant now() {
        return aws.clock().now().truncatedTo(ChronoUnit.MILLIS);
    }

    void after(Duration awsTime, Runnable task) {
        aws.clock().after(awsTime, () -> {
            try {
                task.run();
            } catch (RuntimeException broken) {
                LOG.log(Level.SEVERE, "embedded Lambda failed", broken);
            }
        });
    }
}
