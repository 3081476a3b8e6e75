package io.jenkins.plugins.codecraft.storage;

import java.io.IOException;

/** A file is not what was listed any more: the staging begins again with a new listing. */
final class ContentChangedException extends IOException {

    private static final long serialVersionUID = 1;

    ContentChangedException(String message) {
        super(message);
    }
}
