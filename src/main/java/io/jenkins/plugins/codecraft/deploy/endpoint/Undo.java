package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.operation.Operation;

/** What takes a deployment back. It ends with all that went wrong; with nothing to say, it was an abort. */
sealed interface Undo extends Operation permits UndoEndpoint, RemoveCreated, ScaleVariants {
    /** The same, with one more thing to fail with. */
    Undo because(String failure);

    /** Two things to say, each on lines of its own; "" is nothing to say. */
    static String both(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + "\n" + second;
    }
}
