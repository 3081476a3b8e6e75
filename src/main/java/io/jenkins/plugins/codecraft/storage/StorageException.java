package io.jenkins.plugins.codecraft.storage;

import java.io.IOException;

/** What S3 or the workspace refused, in a message for the user: what was tried, what was wrong, what to do. */
public final class StorageException extends IOException {

    private static final long serialVersionUID = 1;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
