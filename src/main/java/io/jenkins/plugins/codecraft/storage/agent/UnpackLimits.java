package io.jenkins.plugins.codecraft.storage.agent;

import java.io.Serializable;

/**
 * What an archive may unpack to.
 *
 * @param bytes of all files together
 * @param entries files, folders and links
 */
public record UnpackLimits(long bytes, long entries) implements Serializable {

    /** 100 GiB, a million entries. */
    public static final UnpackLimits DEFAULT = new UnpackLimits(100L << 30, 1_000_000);
}
