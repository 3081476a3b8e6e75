package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import java.util.List;
import java.util.Optional;

/** What the parameters of a training that concern its data must be. Each rule gives the remedy, or nothing. */
final class StorageRules {
    private static final String KEY = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}";
    private static final String ALIAS = "alias/[a-zA-Z0-9/_-]{1,250}";

    private StorageRules() {}

    static void check(StorageSettings storage, Mistakes mistakes) {
        mistakes.check("kmsKey", storage.kmsKey(), kmsKey(storage.kmsKey()));
        mistakes.check(
                "expectedBucketOwner",
                storage.expectedBucketOwner(),
                expectedBucketOwner(storage.expectedBucketOwner()));
        mistakes.check("download", storage.download(), download(storage.download()));
    }

    static Optional<String> kmsKey(String key) {
        String arn = "arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:(key/(" + KEY + ")|" + ALIAS + ")";
        return key.isEmpty() || key.matches(KEY + "|" + ALIAS + "|" + arn)
                ? Optional.empty()
                : Optional.of("Give the ARN, the id or the alias of a KMS key of the bucket's region,"
                        + " such as 'alias/training'.");
    }

    static Optional<String> expectedBucketOwner(String account) {
        return account.isEmpty() || account.matches("\\d{12}")
                ? Optional.empty()
                : Optional.of("Give the 12 digits of the account that owns the bucket.");
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
