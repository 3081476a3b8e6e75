package io.jenkins.plugins.codecraft.storage;

import java.util.List;
import java.util.Objects;

/**
 * Files of the workspace that become a dataset.
 *
 * @param channel what identifies the channel across builds, such as {@code folder/job/train}: the dataset staged last
 *     under this name is where unchanged files are copied from
 * @param path a folder or a file, relative to the workspace, with {@code /} between names; empty for the workspace
 * @param includes Ant patterns relative to {@code path}; empty means everything
 * @param excludes Ant patterns relative to {@code path}, beside Ant's default excludes ({@code .git} and the like)
 */
public record DatasetSource(String channel, String path, List<String> includes, List<String> excludes) {

    public DatasetSource {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(path, "path");
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** Everything under a path but Ant's default excludes. */
    public static DatasetSource of(String channel, String path) {
        return new DatasetSource(channel, path, List.of(), List.of());
    }
}
