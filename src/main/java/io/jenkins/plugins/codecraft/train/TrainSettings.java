package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.storage.S3Location;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user asked {@code codecraftTrain} for, as it was written; {@link TrainRules} says whether it is right. Texts
 * that were left out are "".
 *
 * @param hyperparameters as SageMaker gets them
 * @param maxRuntime how long the job may run
 * @param maxWait with spot instances, how long it may take with all waiting
 * @param volumeSize in GB
 * @param storage how data are kept in S3, and what is brought back
 */
record TrainSettings(
        String name,
        String role,
        String bucket,
        String prefix,
        String image,
        String source,
        String entryPoint,
        List<ChannelSettings> channels,
        Map<String, String> hyperparameters,
        String instanceType,
        int instanceCount,
        int volumeSize,
        String maxRuntime,
        boolean spot,
        String maxWait,
        Map<String, String> environment,
        Map<String, String> tags,
        List<MetricSettings> metrics,
        String logs,
        String onAbort,
        StorageSettings storage)
        implements Serializable {

    TrainSettings {
        channels = List.copyOf(channels);
        hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        metrics = List.copyOf(metrics);
    }

    /** Script mode: the image's own program runs the user's script. */
    boolean scriptMode() {
        return !entryPoint.isEmpty();
    }

    Duration runtimeLimit() {
        return Durations.parse(maxRuntime).orElseThrow();
    }

    /** Never shorter than the runtime, which SageMaker would refuse. */
    Duration waitLimit() {
        return maxWait.isEmpty()
                ? runtimeLimit().multipliedBy(2)
                : Durations.parse(maxWait).orElseThrow();
    }

    LogMode logMode() {
        return LogMode.of(logs).orElseThrow();
    }

    boolean leavesJobOnAbort() {
        return onAbort.equals("leave");
    }

    /** Where what is staged goes. */
    S3Location location() {
        return storage.location(bucket, keyPrefix());
    }

    /** What objects in the bucket begin with, without a slash at the end. */
    String keyPrefix() {
        return prefix.replaceFirst("^/+", "").replaceFirst("/+$", "");
    }
}
