package io.jenkins.plugins.codecraft.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run has shown. Durations are as they would be in real time.
 *
 * @param threads of the contender's own
 * @param moreThreads all that came in addition, those of the SDK too
 * @param names what these threads are called
 * @param heap bytes that came in addition, after garbage collection
 * @param calls a minute while all wait, by API
 * @param throttled calls a minute of these that were throttled
 * @param delays from the change in AWS to the step's end, sorted
 * @param lost changes that did not end their step in time
 * @param failed steps that should not have failed
 */
record Figures(
        String contender,
        int waiting,
        int threads,
        int moreThreads,
        String names,
        long heap,
        Map<String, Long> calls,
        long throttled,
        List<Duration> delays,
        int lost,
        int failed,
        Optional<Restart> restart) {

    /**
     * A restart.
     *
     * @param savedBytes of one step
     * @param turns until each had its first turn
     * @param aware until a change that had come meanwhile to the one listed last has ended its step
     */
    record Restart(long savedBytes, Duration turns, Duration aware) {}

    Figures with(Restart seen) {
        return new Figures(
                contender,
                waiting,
                threads,
                moreThreads,
                names,
                heap,
                calls,
                throttled,
                delays,
                lost,
                failed,
                Optional.of(seen));
    }

    long heapPerWait() {
        return heap / waiting;
    }

    long callsAMinute() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How long that share of the changes took at most; nothing if some of these did not end their step in time.
     *
     * @param share 0.5 for the median
     */
    Optional<Duration> delay(double share) {
        int rank = (int) Math.max(0, Math.ceil(share * (delays.size() + lost)) - 1);
        return rank < delays.size() ? Optional.of(delays.get(rank)) : Optional.empty();
    }
}
