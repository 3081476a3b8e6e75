package io.jenkins.plugins.codecraft.bench;

import io.jenkins.plugins.codecraft.operation.Pace;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How much faster than in AWS time passes for everybody in the benchmark: intervals are shorter by the factor, rates
 * and quotas are higher by it.
 *
 * @param factor 1 for real time
 * @param describeQuota how many {@code DescribeTrainingJob} a second the account is allowed; AWS publishes no number
 */
record Scale(int factor, int describeQuota) {
    /** AWS publishes this one. */
    static final int LIST_QUOTA = 2;

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    Duration interval() {
        return real(INTERVAL);
    }

    /** How long it takes here. */
    Duration real(Duration unscaled) {
        return unscaled.dividedBy(factor);
    }

    /** How long it would have taken. */
    Duration unscaled(Duration real) {
        return real.multipliedBy(factor);
    }

    /** The plugin's own rates. */
    Pace.Limits limits() {
        Pace.Limits defaults = Pace.Limits.defaults();
        Map<String, Double> faster = new HashMap<>(defaults.byApi());
        faster.replaceAll((api, rate) -> rate * factor);
        return new Pace.Limits(faster, defaults.others() * factor);
    }
}
