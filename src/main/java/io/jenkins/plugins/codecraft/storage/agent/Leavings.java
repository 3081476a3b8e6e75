package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** What a task that was killed left behind: half downloads, archives, drafts. */
final class Leavings {

    /** No task works for so long on one file without writing to it. */
    private static final Duration OLD = Duration.ofDays(2);

    private static final String TEMPORARY = "*.{download,draft,progress,tar.gz,zip}";

    private Leavings() {}

    /** Deletes old ones from our own folder. */
    static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, TEMPORARY)) {
            for (Path file : files) {
                if (isOld(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Deletes old folders that are named so, with all that is in them. */
    static void sweepFolders(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && isOld(folder)) {
                    UnpackTask.delete(folder);
                }
            }
        }
    }

    private static boolean isOld(Path file) throws IOException {
        try {
            FileTime modified = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
            return modified.toInstant().isBefore(Instant.now().minus(OLD));
        } catch (NoSuchFileException gone) {
            return false; // another task of the same workspace is done with it
        }
    }
}
