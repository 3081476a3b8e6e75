package io.jenkins.plugins.codecraft.storage;

/**
 * What an archive of the workspace is, or would be.
 *
 * @param sha256 of its bytes, 64 hexadecimal digits
 * @param bytes its size
 */
public record Archived(String sha256, long bytes) {

    /** For the console. */
    public String describe() {
        return Amounts.bytes(bytes);
    }
}
