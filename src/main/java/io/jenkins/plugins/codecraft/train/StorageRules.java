package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the parameters of a training that concern its data must be. Each rule gives the remedy, or nothing. */
final class StorageRules {
    private static final int MOST_TAGS = 10;
    /** Those that are read without restoring first, in the order in which they are offered. */
    static final List<String> STORAGE_CLASSES =
            List.of("STANDARD", "INTELLIGENT_TIERING", "STANDARD_IA", "ONEZONE_IA", "GLACIER_IR");

    private StorageRules() {}

    static void check(StorageSettings storage, Mistakes mistakes) {
        mistakes.check("kmsKey", storage.kmsKey(), SageMakerRules.kmsKey(storage.kmsKey()));
        mistakes.check(
                "expectedBucketOwner",
                storage.expectedBucketOwner(),
                expectedBucketOwner(storage.expectedBucketOwner()));
        objectTags(storage.objectTags(), mistakes);
        mistakes.check("storageClass", storage.storageClass(), storageClass(storage.storageClass()));
        mistakes.check("download", storage.download(), download(storage.download()));
    }

    static Optional<String> expectedBucketOwner(String account) {
        return account.isEmpty() || account.matches("\\d{12}")
                ? Optional.empty()
                : Optional.of("Give the 12 digits of the account that owns the bucket.");
    }

    static void objectTags(Map<String, String> tags, Mistakes mistakes) {
        if (tags.size() > MOST_TAGS) {
            mistakes.add("objectTags", tags.size() + " tags", "S3 keeps at most " + MOST_TAGS + " with an object.");
        }
        tags.forEach((key, value) -> {
            if (!key.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}") || key.startsWith("aws:")) {
                mistakes.add(
                        "objectTags", key, "A key has 1 to 128 letters, digits, spaces or _.:/=+-@, not 'aws:' first.");
            }
            if (!value.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}")) {
                mistakes.add(
                        "objectTags." + key, value, "A value has at most 256 letters, digits, spaces or _.:/=+-@.");
            }
        });
    }

    static Optional<String> storageClass(String name) {
        return name.isEmpty() || STORAGE_CLASSES.contains(name)
                ? Optional.empty()
                : Optional.of("Use one that can be read at once: " + String.join(", ", STORAGE_CLASSES) + ".");
    }

    static Optional<String> download(String folder) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = List.of(folder.split("[/\\\\]+"));
        boolean inside = !names.isEmpty()
                && !names.get(0).isEmpty()
                && !names.get(0).matches("[A-Za-z]:.*")
                && !names.contains("..")
                && names.stream().anyMatch(name -> !name.equals("."));
        return inside ? Optional.empty() : Optional.of("Name a folder inside of the workspace, such as 'model/'.");
    }
}
