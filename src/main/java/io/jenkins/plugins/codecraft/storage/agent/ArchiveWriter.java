package io.jenkins.plugins.codecraft.storage.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Writes files one after another into an archive that is the same for the same files. */
interface ArchiveWriter extends Closeable {

    /** The time of every entry, 1980-01-01 00:00 UTC: the earliest that a zip can hold. */
    long EPOCH_SECONDS = 315_532_800;

    /**
     * @param mode the permission bits of POSIX, such as 0644
     * @param size how much {@code content} has at least; no more is read
     * @throws java.io.EOFException when the content is shorter
     */
    void add(String path, int mode, long size, InputStream content) throws IOException;
}
