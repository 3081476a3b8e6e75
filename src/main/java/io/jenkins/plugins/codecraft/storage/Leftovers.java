package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.DeleteTempTask;
import java.io.IOException;

/** What a failed call leaves on the agent. */
final class Leftovers {

    private Leftovers() {}

    /** Deletes a temporary file; that this fails, too, is told with the error that came before. */
    static void delete(Agent agent, String fileName, Exception error) {
        try {
            agent.call(new DeleteTempTask(fileName));
        } catch (IOException e) {
            error.addSuppressed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            error.addSuppressed(e);
        }
    }
}
