package io.jenkins.plugins.codecraft.storage.agent;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A file of a dataset and what it contained when it was hashed.
 *
 * @param path relative to the dataset's folder, with {@code /} between names
 * @param modified its modification time, nanoseconds since 1970
 * @param inode identifies the file in its file system; 0 where that has no such thing
 * @param digests the SHA-256 digests of its parts, one after another
 */
public record FileEntry(String path, long size, long modified, long inode, byte[] digests) implements Serializable {

    private static final int LONGEST_PATH = 1 << 16;

    static long modified(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    static long inode(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? 0 : key.toString().hashCode();
    }

    /** Whether the file looks as it did when it was hashed. */
    boolean looksLike(BasicFileAttributes attributes) {
        return size == attributes.size() && modified == modified(attributes) && inode == inode(attributes);
    }

    public boolean sameContent(FileEntry other) {
        return size == other.size && Arrays.equals(digests, other.digests);
    }

    public int parts() {
        return digests.length / Digests.LENGTH;
    }

    public void write(DataOutput out) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        out.writeInt(name.length);
        out.write(name);
        out.writeLong(size);
        out.writeLong(modified);
        out.writeLong(inode);
        out.write(digests);
    }

    /** @throws InvalidObjectException when this cannot be an entry */
    public static FileEntry read(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 1 || length > LONGEST_PATH) {
            throw new InvalidObjectException("a path of " + length + " bytes");
        }
        byte[] name = new byte[length];
        in.readFully(name);
        long size = in.readLong();
        long modified = in.readLong();
        long inode = in.readLong();
        if (size < 0 || size > Parts.LARGEST_OBJECT) {
            throw new InvalidObjectException("a file of " + size + " bytes");
        }
        byte[] digests = new byte[Parts.count(size) * Digests.LENGTH];
        in.readFully(digests);
        return new FileEntry(new String(name, StandardCharsets.UTF_8), size, modified, inode, digests);
    }
}
