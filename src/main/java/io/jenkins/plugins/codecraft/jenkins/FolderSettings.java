package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a folder says for the jobs in it that leave it out; null where it says nothing. */
record FolderSettings(
        @CheckForNull String region,
        @CheckForNull String credentialsId,
        @CheckForNull String roleArn,
        @CheckForNull String externalId,
        @CheckForNull String bucket,
        @CheckForNull String prefix,
        @CheckForNull String kmsKey) {

    /** Where settings of folders come from; there is none where Jenkins has no folders. */
    abstract static class Source implements ExtensionPoint {
        abstract Optional<FolderSettings> of(ItemGroup<?> group);
    }

    /** The settings of the folders that an item is in, the innermost first. */
    static List<FolderSettings> around(@CheckForNull Item item) {
        List<FolderSettings> settings = new ArrayList<>();
        for (ItemGroup<?> group = parent(item); group != null; group = parent(group)) {
            for (Source source : ExtensionList.lookup(Source.class)) {
                source.of(group).ifPresent(settings::add);
            }
        }
        return settings;
    }

    @CheckForNull
    private static ItemGroup<?> parent(@CheckForNull Object of) {
        return of instanceof Item item ? item.getParent() : null;
    }
}
