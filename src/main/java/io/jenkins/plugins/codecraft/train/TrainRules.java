package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
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
        return LogMode.of(logs).isPresent() ? Optional.empty() : Optional.of("Use 'none', 'tail' or 'all'.");
    }

    static Optional<String> onAbort(String onAbort) {
        return Set.of("stop", "leave").contains(onAbort) ? Optional.empty() : Optional.of("Use 'stop' or 'leave'.");
    }

    static Optional<String> metricRegex(String regex) {
        if (regex.isEmpty() || regex.length() > 500) {
            return Optional.of("Give a regular expression of 1 to 500 characters, such as 'accuracy=([0-9.]+)'.");
        }
        try {
            int groups = Pattern.compile(regex).matcher("").groupCount();
            return groups >= 1
                    ? Optional.empty()
                    : Optional.of("Put the value in a group, such as 'accuracy=([0-9.]+)'.");
        } catch (PatternSyntaxException error) {
            return Optional.of("It is not a regular expression: " + error.getDescription() + " at position "
                    + Math.max(0, error.getIndex()) + ".");
        }
    }

    static Optional<String> duration(String text) {
        Optional<Duration> duration = Durations.parse(text);
        if (duration.isEmpty() || duration.get().isZero()) {
            return Optional.of("Write a time such as '90s', '30m', '1h30m' or '2d'.");
        }
        return duration.get().compareTo(LONGEST_RUN) > 0
                ? Optional.of("SageMaker lets a job run for 28 days at most.")
                : Optional.empty();
    }

    static Optional<String> atLeastOne(int number, String what) {
        return number >= 1 ? Optional.empty() : Optional.of("At least 1 " + what + " is needed.");
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
            return Optional.of("It is for spot instances: add spot: true or leave it out.");
        }
        boolean tooShort = duration(maxRuntime).isEmpty()
                && Durations.parse(maxWait)
                                .orElseThrow()
                                .compareTo(Durations.parse(maxRuntime).orElseThrow())
                        < 0;
        return tooShort ? Optional.of("It includes the run: make it at least maxRuntime.") : Optional.empty();
    }

    private static void checkSource(TrainSettings settings, Mistakes mistakes) {
        mistakes.check("source", settings.source(), source(settings.source(), settings.entryPoint()));
        mistakes.check("entryPoint", settings.entryPoint(), entryPoint(settings.entryPoint(), settings.source()));
    }

    static Optional<String> source(String source, String entryPoint) {
        return source.isEmpty() && !entryPoint.isEmpty()
                ? Optional.of("Name the folder of the workspace in which entryPoint is.")
                : Optional.empty();
    }

    static Optional<String> entryPoint(String entryPoint, String source) {
        return entryPoint.isEmpty() && !source.isEmpty()
                ? Optional.of("Name the script in the folder source that trains, such as 'train.py'.")
                : Optional.empty();
    }

    private static void checkChannels(List<ChannelSettings> channels, Mistakes mistakes) {
        if (channels.size() > MOST_CHANNELS) {
            mistakes.add("channels", channels.size() + " channels", "A job takes " + MOST_CHANNELS + " at most.");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < channels.size(); i++) {
            ChannelSettings channel = channels.get(i);
            String place = "channels[" + i + "].";
            mistakes.check(place + "name", channel.name(), channelName(channel.name()));
            if (!channel.name().isEmpty() && !names.add(channel.name())) {
                mistakes.add(place + "name", channel.name(), "Another channel has this name; each needs its own.");
            }
            mistakes.check(place + "source", channel.source(), channelSource(channel.source()));
            mistakes.check(place + "inputMode", channel.inputMode(), inputMode(channel.inputMode()));
        }
    }

    static Optional<String> inputMode(String mode) {
        return mode.isEmpty() || INPUT_MODES.contains(mode)
                ? Optional.empty()
                : Optional.of("Use 'File', 'FastFile' or 'Pipe'.");
    }

    static Optional<String> channelName(String name) {
        return name.matches("[A-Za-z0-9._-]{1,64}")
                ? Optional.empty()
                : Optional.of("Give 1 to 64 letters, digits, dots, hyphens or underscores, such as 'train'.");
    }

    static Optional<String> channelSource(String source) {
        if (source.isEmpty()) {
            return Optional.of("Name a path in the workspace or an s3:// URI.");
        }
        boolean wrongUri = source.contains("://") && !source.matches("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?");
        return wrongUri ? Optional.of("Use a path in the workspace or s3://bucket/prefix/.") : Optional.empty();
    }

    private static void checkMetrics(List<MetricSettings> metrics, Mistakes mistakes) {
        if (metrics.size() > MOST_METRICS) {
            mistakes.add("metrics", metrics.size() + " metrics", "A job takes " + MOST_METRICS + " at most.");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < metrics.size(); i++) {
            MetricSettings metric = metrics.get(i);
            String place = "metrics[" + i + "].";
            mistakes.check(place + "name", metric.name(), metricName(metric.name()));
            if (!metric.name().isEmpty() && !names.add(metric.name())) {
                mistakes.add(place + "name", metric.name(), "Another metric has this name; each needs its own.");
            }
            mistakes.check(place + "regex", metric.regex(), metricRegex(metric.regex()));
            mistakes.check(place + "min", metric.min(), limits(metric.min(), metric.max()));
        }
    }

    static Optional<String> metricName(String name) {
        return name.isEmpty() || name.length() > 255
                ? Optional.of("Give 1 to 255 characters, such as 'validation:accuracy'.")
                : Optional.empty();
    }

    static Optional<String> limits(Double min, Double max) {
        return min != null && max != null && min > max
                ? Optional.of("It is above max (" + max + ").")
                : Optional.empty();
    }

    static void checkHyperparameters(Map<String, String> hyperparameters, Mistakes mistakes) {
        int most = MOST_HYPERPARAMETERS - OWN_HYPERPARAMETERS;
        if (hyperparameters.size() > most) {
            mistakes.add("hyperparameters", hyperparameters.size() + " entries", "A job takes " + most + " at most.");
        }
        hyperparameters.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 256) {
                mistakes.add("hyperparameters", key, "A name has 1 to 256 characters.");
            }
            if (value.length() > LONGEST_HYPERPARAMETER) {
                mistakes.add("hyperparameters." + key, value, "A value has 2500 characters at most, as JSON.");
            }
            if (key.startsWith("sagemaker_")) {
                mistakes.add("hyperparameters." + key, value, "Names that begin with sagemaker_ are the toolkit's.");
            }
        });
    }
}
