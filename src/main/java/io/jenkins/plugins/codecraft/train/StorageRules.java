package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
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
                : Optional.of(Words.of(StorageRules.class, "giveDigitsAccount"));
    }

    static void objectTags(Map<String, String> tags, Mistakes mistakes) {
        if (tags.size() > MOST_TAGS) {
            mistakes.add(
                    "objectTags",
                    Words.of(StorageRules.class, "tags", tags.size()),
                    Words.of(StorageRules.class, "sKeepsMost", MOST_TAGS));
        }
        tags.forEach((key, value) -> {
            if (!key.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}") || key.startsWith("aws:")) {
                mistakes.add("objectTags", key, Words.of(StorageRules.class, "keyLettersDigits"));
            }
            if (!value.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}")) {
                mistakes.add("objectTags." + key, value, Words.of(StorageRules.class, "valueMostLetters"));
            }
        });
    }

    static Optional<String> storageClass(String name) {
        return name.isEmpty() || STORAGE_CLASSES.contains(name)
                ? Optional.empty()
                : Optional.of(Words.of(StorageRules.class, "useOneCan", String.join(", ", STORAGE_CLASSES)));
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
        return inside ? Optional.empty() : Optional.of(Words.of(StorageRules.class, "nameFolderInside"));
    }
}
