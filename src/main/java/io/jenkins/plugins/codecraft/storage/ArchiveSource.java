package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.ArchiveFormat;
import java.util.List;
import java.util.Objects;

/**
 * Files of the workspace that become one archive.
 *
 * @param path a folder or a file, relative to the workspace; the names in the archive are relative to it
 * @param includes Ant patterns relative to {@code path}; empty means everything
 * @param excludes Ant patterns relative to {@code path}, beside Ant's default excludes
 * @param name of the object, such as {@code source.tar.gz}
 */
public record ArchiveSource(
        String path, List<String> includes, List<String> excludes, ArchiveFormat format, String name) {

    public ArchiveSource {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(format, "format");
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "name '" + name + "' is not fit for an object; use letters, digits, dots, hyphens and underscores");
        }
    }

    /** A source bundle as SageMaker's {@code sagemaker_submit_directory} wants it. */
    public static ArchiveSource tarGz(String path) {
        return new ArchiveSource(path, List.of(), List.of(), ArchiveFormat.TAR_GZ, "source.tar.gz");
    }

    /** A package as Lambda wants it. */
    public static ArchiveSource zip(String path) {
        return new ArchiveSource(path, List.of(), List.of(), ArchiveFormat.ZIP, "package.zip");
    }
}
