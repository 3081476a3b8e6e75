package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeMap;

/**
 * A file or a part of one, and the presigned request that sends it.
 *
 * @param path relative to the root of the task
 * @param size, modified, inode what the file looked like when it was hashed
 * @param headers those that were signed, without {@code Host} and {@code Content-Length}, which the client sets
 */
public record Piece(
        String path,
        long offset,
        long length,
        long size,
        long modified,
        long inode,
        String url,
        TreeMap<String, String> headers)
        implements Serializable {

    /** Whether the file still looks as it did when it was hashed. */
    boolean unchanged(Path file) throws IOException {
        try {
            return new FileEntry(path, size, modified, inode, new byte[0])
                    .looksLike(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return path + " from " + offset + ", " + length + " bytes"; // The URL is a permission: not for logs.
    }
}
