package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.storage.Encryption;
import io.jenkins.plugins.codecraft.storage.S3Location;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a training keeps its data in S3, and what it brings back.
 *
 * @param kmsKey id, ARN or alias of the key that encrypts what is staged and what the job writes; "" for S3's own keys
 * @param expectedBucketOwner the account that must own the bucket; "" for any
 * @param objectTags put on every object that is staged
 * @param storageClass of every object that is staged; "" for S3's own default
 * @param download the folder of the workspace that the model is unpacked into; "" for none
 * @param archive whether inputs, log and result are kept beside the data
 */
record StorageSettings(
        String kmsKey,
        String expectedBucketOwner,
        Map<String, String> objectTags,
        String storageClass,
        String download,
        boolean archive)
        implements Serializable {

    StorageSettings {
        // Null when it was saved before there were any.
        objectTags = objectTags == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(objectTags));
        storageClass = storageClass == null ? "" : storageClass;
    }

    S3Location location(String bucket, String prefix) {
        S3Location location = S3Location.of(bucket, prefix).withTags(objectTags);
        if (!kmsKey.isEmpty()) {
            location = location.withEncryption(new Encryption.SseKms(kmsKey));
        }
        if (!storageClass.isEmpty()) {
            location = location.withStorageClass(storageClass);
        }
        return owner().map(location::withExpectedBucketOwner).orElse(location);
    }

    Optional<String> owner() {
        return expectedBucketOwner.isEmpty() ? Optional.empty() : Optional.of(expectedBucketOwner);
    }
}
