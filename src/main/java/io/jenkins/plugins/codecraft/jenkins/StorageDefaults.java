package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * Where in S3 a job's steps keep things when they do not say: what the innermost folder says, then the global
 * configuration. Null where nobody says anything.
 */
public record StorageDefaults(
        @CheckForNull String bucket,
        @CheckForNull String prefix,
        @CheckForNull String kmsKey) {

    /** Those of the job of a build, whatever the build itself may see of Jenkins. */
    @SuppressWarnings("try") // the context is there to be closed
    public static StorageDefaults of(BuildOrigin origin) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return of(Jenkins.get().getItemByFullName(origin.job(), Item.class));
        }
    }

    /** Those of a job, or of a job outside all folders if there is none. */
    public static StorageDefaults of(@CheckForNull Item job) {
        CodeCraftConfiguration global = CodeCraftConfiguration.get();
        List<FolderSettings> folders = FolderSettings.around(job);
        return new StorageDefaults(
                first(folders, FolderSettings::bucket, global.getBucket()),
                first(folders, FolderSettings::prefix, global.getPrefix()),
                first(folders, FolderSettings::kmsKey, global.getKmsKey()));
    }

    @CheckForNull
    private static String first(
            List<FolderSettings> folders, Function<FolderSettings, String> field, @CheckForNull String last) {
        return Stream.concat(folders.stream().map(field), Stream.ofNullable(last))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
