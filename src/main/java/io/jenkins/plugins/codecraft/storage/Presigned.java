package io.jenkins.plugins.codecraft.storage;

import java.util.TreeMap;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;

/**
 * A presigned request as the agent needs it.
 *
 * @param headers those that were signed and that an HTTP client does not set itself
 */
record Presigned(String url, TreeMap<String, String> headers) {

    static Presigned of(PresignedRequest request) {
        TreeMap<String, String> headers = new TreeMap<>();
        request.signedHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                headers.put(name, String.join(",", values));
            }
        });
        return new Presigned(request.url().toString(), headers);
    }

    @Override
    public String toString() {
        return "a presigned request"; // The URL is a permission: not for logs.
    }
}
