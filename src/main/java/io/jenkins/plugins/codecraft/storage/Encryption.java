package io.jenkins.plugins.codecraft.storage;

import java.util.Objects;

/** How S3 encrypts what is stored. */
public sealed interface Encryption {

    /** With keys that S3 manages ({@code AES256}). */
    record SseS3() implements Encryption {}

    /**
     * With a key of AWS KMS ({@code aws:kms}).
     *
     * @param keyId the key's id, ARN or alias
     */
    record SseKms(String keyId) implements Encryption {
        public SseKms {
            Objects.requireNonNull(keyId, "keyId");
            if (keyId.isBlank()) {
                throw new IllegalArgumentException("keyId is blank; give the id, ARN or alias of a KMS key");
            }
        }
    }
}
