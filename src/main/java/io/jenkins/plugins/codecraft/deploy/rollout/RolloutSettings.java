package io.jenkins.plugins.codecraft.deploy.rollout;

import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How traffic moves from the version that is to the one that is wanted, as it was written.
 *
 * @param percent of the traffic (canary, linear) or of the instances (rolling) that each step takes
 * @param pause how long each step is watched before the next, such as {@code 5m}; see {@link #interval}
 * @param alarms names of CloudWatch alarms; when one goes off meanwhile, all goes back to what was
 */
public record RolloutSettings(Kind kind, int percent, String pause, List<String> alarms) implements Serializable {
    private static final int MOST_ALARMS = 10;
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The ways in which traffic moves. */
    public enum Kind {
        ALL_AT_ONCE("allAtOnce", "bake"),
        CANARY("canary", "bake"),
        LINEAR("linear", "every"),
        ROLLING("rolling", "bake");

        private final String symbol;
        private final String time;

        Kind(String symbol, String time) {
            this.symbol = symbol;
            this.time = time;
        }

        /** As a Pipeline names it. */
        public String symbol() {
            return symbol;
        }
    }

    /**
     * A share of the traffic, and how long it stays.
     *
     * @param percent of the traffic that the wanted version has by then
     */
    public record Step(int percent, Duration watched) implements Serializable {}

    public RolloutSettings {
        alarms = List.copyOf(alarms);
    }

    /** All traffic in one step, and nothing is watched: what happens where nobody said. */
    public static RolloutSettings allAtOnce() {
        return new RolloutSettings(Kind.ALL_AT_ONCE, 100, "0s", List.of());
    }

    /** How long each step is watched; zero if that was written wrongly. */
    public Duration interval() {
        return Durations.parse(pause).orElse(Duration.ZERO);
    }

    /**
     * The shares of traffic one after the other, each with the time that it is watched; then all traffic goes to the
     * wanted version. All at once with a time has one step of 100 percent, without a time it has none. Not for rolling,
     * which moves instances.
     */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (kind == Kind.CANARY) {
            steps.add(new Step(percent, interval()));
        } else if (kind == Kind.LINEAR) {
            for (int share = percent; share < 100; share += percent) {
                steps.add(new Step(share, interval()));
            }
        } else if (interval().compareTo(Duration.ZERO) > 0) {
            steps.add(new Step(100, interval()));
        }
        return steps;
    }

    /** Notes what is wrong, for a target that knows some of the ways only. */
    public void check(Mistakes mistakes, Set<Kind> known) {
        if (!known.contains(kind)) {
            List<String> names = known.stream().map(Kind::symbol).sorted().toList();
            mistakes.add(
                    "rollout", kind.symbol(), Words.of(RolloutSettings.class, "targetKnows", String.join(", ", names)));
            return;
        }
        if (kind != Kind.ALL_AT_ONCE) {
            mistakes.check("rollout.percent", percent, percentRule(percent));
        }
        mistakes.check("rollout." + kind.time, pause, pauseRule(pause));
        mistakes.check("rollout.alarms", String.join(",", alarms), alarmsRule(alarms));
    }

    static Optional<String> percentRule(int percent) {
        return percent >= 1 && percent <= 99
                ? Optional.empty()
                : Optional.of(Words.of(RolloutSettings.class, "giveWholeNumber"));
    }

    static Optional<String> pauseRule(String pause) {
        return Durations.parse(pause)
                        .filter(time -> time.compareTo(LONGEST) <= 0)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Words.of(RolloutSettings.class, "giveTimeMost"));
    }

    static Optional<String> alarmsRule(List<String> alarms) {
        if (alarms.size() > MOST_ALARMS) {
            return Optional.of(Words.of(RolloutSettings.class, "mostAlarmsWatched", MOST_ALARMS));
        }
        return alarms.stream().anyMatch(name -> name.isBlank() || name.length() > 255)
                ? Optional.of(Words.of(RolloutSettings.class, "alarmsNameCharacters"))
                : Optional.empty();
    }

    /** Such as {@code canary of 10 percent for 5 min, watching iris-5xx}. */
    public String words() {
        String how =
                switch (kind) {
                    case ALL_AT_ONCE -> Words.of(RolloutSettings.class, "allOnce");
                    case CANARY ->
                        Words.of(RolloutSettings.class, "canaryPercent", percent, Durations.words(interval()));
                    case LINEAR ->
                        Words.of(RolloutSettings.class, "percentMoreEvery", percent, Durations.words(interval()));
                    case ROLLING -> Words.of(RolloutSettings.class, "rollingPercentInstances", percent);
                };
        return alarms.isEmpty() ? how : Words.of(RolloutSettings.class, "watching", how, String.join(", ", alarms));
    }
}
