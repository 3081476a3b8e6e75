package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.words.Words;

/**
 * A single object that is in S3.
 *
 * @param contentDigest 64 hexadecimal digits that name the content: for an archive the SHA-256 of its paths, modes and
 *     file contents, whatever compressed it; for a file as in the manifest of a dataset
 * @param sha256 SHA-256 of the object's bytes, 64 hexadecimal digits
 * @param bytes the size of the object
 * @param alreadyThere nothing was sent
 */
public record StagedObject(
        String s3Uri, String key, String contentDigest, String sha256, long bytes, boolean alreadyThere) {

    /** For the console. */
    public String describe() {
        return Amounts.bytes(bytes) + (alreadyThere ? Words.of(StagedObject.class, "alreadyThere") : " sent");
    }
}
