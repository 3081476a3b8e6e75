package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that a job reads from files.
 *
 * @param manifest whether the URI is that of a manifest, not a prefix
 * @param sharded whether each instance gets a part of them
 */
record S3Source(S3Uri uri, boolean manifest, boolean sharded) {
    private record Download(S3Uri from, String name) {}

    static S3Source of(JsonNode type, JsonNode uri, JsonNode distribution) {
        return new S3Source(
                S3Uri.parse(uri.asText()),
                "ManifestFile".equals(type.asText()),
                "ShardedByS3Key".equals(distribution.asText()));
    }

    /** @param host the instance, from 1 */
    void download(ObjectStore objects, Path folder, int host, int hosts) throws IOException {
        Files.createDirectories(folder);
        List<Download> downloads = manifest ? listed(objects) : below(objects);
        for (int i = 0; i < downloads.size(); i++) {
            if (!sharded || i % hosts == host - 1) {
                Download download = downloads.get(i);
                Path file = Tarball.inside(folder, download.name());
                objects.download(download.from().bucket(), download.from().key(), file);
            }
        }
    }

    boolean isEmpty(ObjectStore objects) {
        return !objects.bucketExists(uri.bucket())
                || objects.list(uri.bucket(), uri.key()).isEmpty();
    }

    private List<Download> below(ObjectStore objects) {
        List<Download> downloads = new ArrayList<>();
        for (ObjectStore.Entry entry : objects.list(uri.bucket(), uri.key())) {
            if (!entry.key().endsWith("/")) {
                downloads.add(new Download(new S3Uri(uri.bucket(), entry.key()), name(entry.key())));
            }
        }
        return downloads;
    }

    /** The name of an object in the folder: what follows the prefix, or from its last folder on. */
    private String name(String key) {
        String prefix = uri.key();
        String rest = key.substring(prefix.length());
        if (!rest.isEmpty() && (prefix.isEmpty() || prefix.endsWith("/"))) {
            return rest;
        }
        return rest.startsWith("/") ? rest.substring(1) : key.substring(prefix.lastIndexOf('/') + 1);
    }

    private List<Download> listed(ObjectStore objects) throws IOException {
        List<Download> downloads = new ArrayList<>();
        try (InputStream content = objects.open(uri.bucket(), uri.key())) {
            JsonNode list = PythonText.loads(new String(content.readAllBytes(), StandardCharsets.UTF_8));
            String prefix = list.path(0).path("prefix").asText("");
            for (int i = 1; i < list.size(); i++) {
                String name = list.get(i).asText();
                downloads.add(new Download(S3Uri.parse(prefix + name), name));
            }
        }
        return downloads;
    }
}
