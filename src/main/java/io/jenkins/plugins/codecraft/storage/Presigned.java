package io.jenkins.plugins.codecraft.storage;

import java.util.TreeMap;

/**
 * A presigned request as the agent needs it.
 *
 * @param headers those that were signed, without what an HTTP client sets itself
 */
record Presigned(String url, TreeMap<String, String> headers) {

    @Override
    public String toString() {
        return "a presigned request"; // The URL is a permission: not for logs.
    }
}
