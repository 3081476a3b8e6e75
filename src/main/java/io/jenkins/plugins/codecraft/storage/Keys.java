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
 */
record Keys(S3Location location) {

    static final String MANIFEST = "manifest.json";

    String datasets() {
        return location.key("datasets/");
    }

    String data(String digest) {
        return datasets() + digest + "/data/";
    }

    String manifest(String digest) {
        return datasets() + digest + "/" + MANIFEST;
    }

    /** Hashed, because a job's name may hold anything and be of any length. */
    String latest(String channel) {
        byte[] hash = Digests.sha256().digest(channel.getBytes(StandardCharsets.UTF_8));
        return location.key("channels/" + Digests.hex(hash).substring(0, 32) + "/latest");
    }

    String objects() {
        return location.key("objects/");
    }

    String object(String digest, String name) {
        return objects() + digest + "/" + name;
    }
}
