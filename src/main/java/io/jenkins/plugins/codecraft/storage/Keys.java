package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Digests;
import java.nio.charset.StandardCharsets;

/**
 * Which object lies where.
 *
 * <pre>
 * datasets/DIGEST/data/...        the files of a dataset, for S3Prefix
 * datasets/DIGEST/manifest.json   written last: the dataset is complete
 * channels/CHANNEL/latest         the digest of the dataset that the channel had last
 * objects/DIGEST/NAME             archives and single files
 * </pre>
 *
 * <p>With a KMS key all of this lies under {@code kms-HASH/}, with tags or a storage class under {@code as-HASH/}, a hash
 * of all three, so that nothing counts as there already that is kept in another way.
 */
record Keys(S3Location location) {

    static final String MANIFEST = "manifest.json";
    static final String DATA = "data/";

    private String key(String path) {
        return location.key(place() + path);
    }

    private String place() {
        String kmsKey = location.encryption() instanceof Encryption.SseKms kms ? kms.keyId() : "";
        if (!location.tags().isEmpty() || location.storageClass().isPresent()) {
            String storageClass = location.storageClass().orElse("");
            return "as-" + hash(kmsKey + "\n" + storageClass + "\n" + Presigner.query(location.tags())) + "/";
        }
        return kmsKey.isEmpty() ? "" : "kms-" + hash(kmsKey) + "/";
    }

    private static String hash(String text) {
        byte[] hash = Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return Digests.hex(hash).substring(0, 32);
    }

    String datasets() {
        return key("datasets/");
    }

    String data(String digest) {
        return datasets() + digest + "/" + DATA;
    }

    String manifest(String digest) {
        return datasets() + digest + "/" + MANIFEST;
    }

    /** Hashed, because a job's name may hold anything and be of any length. */
    String latest(String channel) {
        return key("channels/" + hash(channel) + "/latest");
    }

    String objects() {
        return key("objects/");
    }

    String object(String digest, String name) {
        return objects() + digest + "/" + name;
    }
}
