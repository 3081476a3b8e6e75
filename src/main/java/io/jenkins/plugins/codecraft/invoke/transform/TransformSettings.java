package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.storage.Encryption;
import io.jenkins.plugins.codecraft.storage.S3Location;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A batch transform, as it was written; {@link TransformRules} says whether it is right. Texts that were left out are
 * "".
 *
 * @param name what the job's name begins with
 * @param maxRuntime how long the job may run; "" for as long as it takes
 * @param logs how much of the job's log the console shows
 */
record TransformSettings(
        String name,
        Model model,
        Data data,
        Work work,
        Keeping keeping,
        Map<String, String> tags,
        String maxRuntime,
        String logs,
        Expectation expect)
        implements Serializable {

    TransformSettings {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /**
     * What transforms.
     *
     * @param existing the name of a model that is there; "" if one is made of the rest
     * @param artifacts the {@code s3://} URI of a model's archive
     */
    record Model(String existing, String artifacts, String image, String role, String entryPoint, String sourceUri)
            implements Serializable {}

    /**
     * What is transformed.
     *
     * @param input a path of the workspace, or an {@code s3://} URI
     * @param output a folder of the workspace, or an {@code s3://} URI; "" to leave it in the bucket
     */
    record Data(
            String input,
            String output,
            String contentType,
            String accept,
            String splitType,
            String assembleWith,
            String inputFilter,
            String outputFilter,
            String joinSource)
            implements Serializable {

        boolean inputInS3() {
            return input.startsWith("s3://");
        }

        boolean outputInS3() {
            return output.startsWith("s3://");
        }

        boolean outputInWorkspace() {
            return !output.isEmpty() && !outputInS3();
        }
    }

    /**
     * How it is transformed.
     *
     * @param maxPayload in MB; null for SageMaker's default
     * @param maxConcurrentTransforms requests at once to each instance; null for SageMaker's default
     */
    record Work(
            String instanceType,
            int instanceCount,
            String strategy,
            Integer maxPayload,
            Integer maxConcurrentTransforms,
            Map<String, String> environment)
            implements Serializable {
        Work {
            environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        }
    }

    /** Where in S3 what is staged and what comes out is kept, unless the user names a place. */
    record Keeping(String bucket, String prefix, String kmsKey) implements Serializable {

        S3Location location() {
            S3Location location = S3Location.of(bucket, prefix);
            return kmsKey.isEmpty() ? location : location.withEncryption(new Encryption.SseKms(kmsKey));
        }
    }

    boolean needsBucket() {
        return !data.inputInS3() || !data.outputInS3();
    }

    LogMode logMode() {
        return LogMode.of(logs).orElseThrow();
    }

    Optional<Duration> runtimeLimit() {
        return maxRuntime.isEmpty() ? Optional.empty() : Durations.parse(maxRuntime);
    }
}
