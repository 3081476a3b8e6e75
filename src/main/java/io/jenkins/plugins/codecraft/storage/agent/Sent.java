package io.jenkins.plugins.codecraft.storage.agent;

import java.io.Serializable;

/**
 * What became of a piece.
 *
 * @param etag what S3 answered; empty unless it was sent
 * @param detail what went wrong, for the user; empty when it was sent
 */
public record Sent(Outcome outcome, String etag, String detail) implements Serializable {

    /** What the controller has to do next. */
    public enum Outcome {
        /** It is in S3. */
        SENT,
        /** The presigned URL was too old: the piece needs a new one. */
        EXPIRED,
        /** The multipart upload is not there any more. */
        UPLOAD_GONE,
        /** The file is not what was hashed. */
        CHANGED,
        /** S3 refused it, or could not be reached however often it was tried. */
        FAILED
    }

    static Sent of(Outcome outcome, String detail) {
        return new Sent(outcome, "", detail);
    }
}
