package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import java.util.List;
import java.util.Optional;

/** What the parameters of a training that concern its data must be. Each rule gives the remedy, or nothing. */
final class StorageRules {
    private StorageRules() {}

    static void check(StorageSettings storage, Mistakes mistakes) {
        mistakes.check("kmsKey", storage.kmsKey(), SageMakerRules.kmsKey(storage.kmsKey()));
        mistakes.check(
                "expectedBucketOwner",
                storage.expectedBucketOwner(),
                expectedBucketOwner(storage.expectedBucketOwner()));
        mistakes.check("download", storage.download(), download(storage.download()));
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
