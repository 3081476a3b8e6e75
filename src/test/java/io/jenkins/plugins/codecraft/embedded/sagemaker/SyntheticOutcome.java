package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How a synthetic training goes. Each method returns another outcome.
 *
 * @param training how long it trains, in AWS time
 * @param gate it does not end before this is complete
 * @param lines what it logs, spread evenly over its time; metric definitions find their values there
 * @param failure the failure reason, or empty for success
 * @param model the files of its model; without any, nothing is put into S3
 */
public record SyntheticOutcome(
        Duration training,
        CompletionStage<?> gate,
        List<String> lines,
        Optional<String> failure,
        Map<String, byte[]> model) {

    public SyntheticOutcome {
        lines = List.copyOf(lines);
        model = Map.copyOf(model);
    }

    /** Ends well at once. */
    public static SyntheticOutcome completed() {
        return new SyntheticOutcome(
                Duration.ZERO, CompletableFuture.completedFuture(null), List.of(), Optional.empty(), Map.of());
    }

    /** Fails at once, with this failure reason. */
    public static SyntheticOutcome failed(String reason) {
        return new SyntheticOutcome(
                Duration.ZERO, CompletableFuture.completedFuture(null), List.of(), Optional.of(reason), Map.of());
    }

    /** Trains until it is stopped. */
    public static SyntheticOutcome endless() {
        return completed().when(new CompletableFuture<>());
    }

    public SyntheticOutcome after(Duration awsTime) {
        return new SyntheticOutcome(awsTime, gate, lines, failure, model);
    }

    public SyntheticOutcome when(CompletionStage<?> complete) {
        return new SyntheticOutcome(training, complete, lines, failure, model);
    }

    public SyntheticOutcome log(String... more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(List.of(more));
        return new SyntheticOutcome(training, gate, all, failure, model);
    }

    public SyntheticOutcome modelFile(String name, byte[] content) {
        Map<String, byte[]> all = new LinkedHashMap<>(model);
        all.put(name, content);
        return new SyntheticOutcome(training, gate, lines, failure, all);
    }
}
