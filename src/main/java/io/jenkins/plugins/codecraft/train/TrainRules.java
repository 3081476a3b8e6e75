package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the parameters of a training must be, as far as it can be told without asking anybody. The limits are those of
 * {@code CreateTrainingJob}. Each rule gives the remedy, or nothing if the value is right.
 */
final class TrainRules {
    private static final int MOST_CHANNELS = 20;
    private static final int MOST_HYPERPARAMETERS = 100;
    private static final int LONGEST_HYPERPARAMETER = 2500;
    private static final int MOST_METRICS = 40;
    private static final Duration LONGEST_RUN = Duration.ofDays(28);
    static final List<String> INPUT_MODES = List.of("File", "FastFile", "Pipe");
    /** What script mode itself passes on as hyperparameters. */
    private static final int OWN_HYPERPARAMETERS = 5;

    private TrainRules() {}

    static void check(TrainSettings settings, Mistakes mistakes) {
        mistakes.check("name", settings.name(), SageMakerRules.name(settings.name()));
        mistakes.check("role", settings.role(), SageMakerRules.role(settings.role()));
        mistakes.check("bucket", settings.bucket(), SageMakerRules.bucket(settings.bucket()));
        mistakes.check("image", settings.image(), SageMakerRules.image(settings.image()));
        mistakes.check("instanceType", settings.instanceType(), SageMakerRules.instanceType(settings.instanceType()));
        mistakes.check("instanceCount", settings.instanceCount(), atLeastOne(settings.instanceCount(), "instance"));
        mistakes.check("volumeSize", settings.volumeSize(), atLeastOne(settings.volumeSize(), "GB"));
        checkTimes(settings, mistakes);
        checkSource(settings, mistakes);
        checkChannels(settings.channels(), mistakes);
        checkMetrics(settings.metrics(), mistakes);
        checkHyperparameters(settings.hyperparameters(), mistakes);
        SageMakerRules.environment(settings.environment(), mistakes);
        SageMakerRules.tags(settings.tags(), mistakes);
        mistakes.check("logs", settings.logs(), logs(settings.logs()));
        mistakes.check("onAbort", settings.onAbort(), onAbort(settings.onAbort()));
        StorageRules.check(settings.storage(), mistakes);
    }

    static Optional<String> logs(String logs) {
        return LogMode.of(logs).isPresent() ? Optional.empty() : Optional.of(Words.of(TrainRules.class, "useNoneTail"));
    }

    static Optional<String> onAbort(String onAbort) {
        return Set.of("stop", "leave").contains(onAbort)
                ? Optional.empty()
                : Optional.of(Words.of(TrainRules.class, "useStopLeave"));
    }

    static Optional<String> metricRegex(String regex) {
        if (regex.isEmpty() || regex.length() > 500) {
            return Optional.of(Words.of(TrainRules.class, "giveRegularExpression"));
        }
        try {
            int groups = Pattern.compile(regex).matcher("").groupCount();
            return groups >= 1 ? Optional.empty() : Optional.of(Words.of(TrainRules.class, "putValueGroup"));
        } catch (PatternSyntaxException error) {
            return Optional.of(Words.of(
                    TrainRules.class, "notRegularExpression", error.getDescription(), Math.max(0, error.getIndex())));
        }
    }

    static Optional<String> duration(String text) {
        Optional<Duration> duration = Durations.parse(text);
        if (duration.isEmpty() || duration.get().isZero()) {
            return Optional.of(Words.of(TrainRules.class, "writeTimeSuch"));
        }
        return duration.get().compareTo(LONGEST_RUN) > 0
                ? Optional.of(Words.of(TrainRules.class, "sagemakerLetsJob"))
                : Optional.empty();
    }

    static Optional<String> atLeastOne(int number, String what) {
        return number >= 1 ? Optional.empty() : Optional.of(Words.of(TrainRules.class, "leastNeeded", what));
    }

    private static void checkTimes(TrainSettings settings, Mistakes mistakes) {
        mistakes.check("maxRuntime", settings.maxRuntime(), duration(settings.maxRuntime()));
        if (!settings.maxWait().isEmpty()) {
            mistakes.check(
                    "maxWait", settings.maxWait(), maxWait(settings.maxWait(), settings.spot(), settings.maxRuntime()));
        }
    }

    static Optional<String> maxWait(String maxWait, boolean spot, String maxRuntime) {
        Optional<String> wrong = duration(maxWait);
        if (wrong.isPresent()) {
            return wrong;
        }
        if (!spot) {
            return Optional.of(Words.of(TrainRules.class, "spotInstancesAdd"));
        }
        boolean tooShort = duration(maxRuntime).isEmpty()
                && Durations.parse(maxWait)
                                .orElseThrow()
                                .compareTo(Durations.parse(maxRuntime).orElseThrow())
                        < 0;
        return tooShort ? Optional.of(Words.of(TrainRules.class, "includesRunMake")) : Optional.empty();
    }

    private static void checkSource(TrainSettings settings, Mistakes mistakes) {
        mistakes.check("source", settings.source(), source(settings.source(), settings.entryPoint()));
        mistakes.check("entryPoint", settings.entryPoint(), entryPoint(settings.entryPoint(), settings.source()));
    }

    static Optional<String> source(String source, String entryPoint) {
        return source.isEmpty() && !entryPoint.isEmpty()
                ? Optional.of(Words.of(TrainRules.class, "nameFolderWorkspace"))
                : Optional.empty();
    }

    static Optional<String> entryPoint(String entryPoint, String source) {
        return entryPoint.isEmpty() && !source.isEmpty()
                ? Optional.of(Words.of(TrainRules.class, "nameScriptFolder"))
                : Optional.empty();
    }

    private static void checkChannels(List<ChannelSettings> channels, Mistakes mistakes) {
        if (channels.size() > MOST_CHANNELS) {
            mistakes.add(
                    "channels",
                    Words.of(TrainRules.class, "channels", channels.size()),
                    Words.of(TrainRules.class, "jobTakesMost", MOST_CHANNELS));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < channels.size(); i++) {
            ChannelSettings channel = channels.get(i);
            String place = "channels[" + i + "].";
            mistakes.check(place + "name", channel.name(), channelName(channel.name()));
            if (!channel.name().isEmpty() && !names.add(channel.name())) {
                mistakes.add(place + "name", channel.name(), Words.of(TrainRules.class, "anotherChannelName"));
            }
            mistakes.check(place + "source", channel.source(), channelSource(channel.source()));
            mistakes.check(place + "inputMode", channel.inputMode(), inputMode(channel.inputMode()));
        }
    }

    static Optional<String> inputMode(String mode) {
        return mode.isEmpty() || INPUT_MODES.contains(mode)
                ? Optional.empty()
                : Optional.of(Words.of(TrainRules.class, "useFileFastfile"));
    }

    static Optional<String> channelName(String name) {
        return name.matches("[A-Za-z0-9._-]{1,64}")
                ? Optional.empty()
                : Optional.of(Words.of(TrainRules.class, "giveLettersDigits"));
    }

    static Optional<String> channelSource(String source) {
        if (source.isEmpty()) {
            return Optional.of(Words.of(TrainRules.class, "namePathWorkspace"));
        }
        boolean wrongUri = source.contains("://") && !source.matches("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?");
        return wrongUri ? Optional.of(Words.of(TrainRules.class, "usePathWorkspace")) : Optional.empty();
    }

    private static void checkMetrics(List<MetricSettings> metrics, Mistakes mistakes) {
        if (metrics.size() > MOST_METRICS) {
            mistakes.add(
                    "metrics",
                    Words.of(TrainRules.class, "metrics", metrics.size()),
                    Words.of(TrainRules.class, "jobTakesMost", MOST_METRICS));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < metrics.size(); i++) {
            MetricSettings metric = metrics.get(i);
            String place = "metrics[" + i + "].";
            mistakes.check(place + "name", metric.name(), metricName(metric.name()));
            if (!metric.name().isEmpty() && !names.add(metric.name())) {
                mistakes.add(place + "name", metric.name(), Words.of(TrainRules.class, "anotherMetricName"));
            }
            mistakes.check(place + "regex", metric.regex(), metricRegex(metric.regex()));
            mistakes.check(place + "min", metric.min(), limits(metric.min(), metric.max()));
        }
    }

    static Optional<String> metricName(String name) {
        return name.isEmpty() || name.length() > 255
                ? Optional.of(Words.of(TrainRules.class, "giveCharactersSuch"))
                : Optional.empty();
    }

    static Optional<String> limits(Double min, Double max) {
        return min != null && max != null && min > max
                ? Optional.of(Words.of(TrainRules.class, "aboveMax", max))
                : Optional.empty();
    }

    static void checkHyperparameters(Map<String, String> hyperparameters, Mistakes mistakes) {
        int most = MOST_HYPERPARAMETERS - OWN_HYPERPARAMETERS;
        if (hyperparameters.size() > most) {
            mistakes.add(
                    "hyperparameters",
                    Words.of(TrainRules.class, "entries", hyperparameters.size()),
                    Words.of(TrainRules.class, "jobTakesMost", most));
        }
        hyperparameters.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 256) {
                mistakes.add("hyperparameters", key, Words.of(TrainRules.class, "nameCharacters"));
            }
            if (value.length() > LONGEST_HYPERPARAMETER) {
                mistakes.add("hyperparameters." + key, value, Words.of(TrainRules.class, "valueCharactersMost"));
            }
            if (key.startsWith("sagemaker_")) {
                mistakes.add("hyperparameters." + key, value, Words.of(TrainRules.class, "namesBeginSagemaker"));
            }
        });
    }
}
