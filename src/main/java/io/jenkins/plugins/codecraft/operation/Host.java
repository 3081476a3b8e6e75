package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Who an operation runs for: it keeps the operation, gives it what it needs of the build, and is told how it ended.
 * Called on the runner's threads, for one operation on one at a time.
 */
public interface Host {

    /** Opens the build's session with credentials as they are now. */
    AwsSession connect() throws IOException, InterruptedException;

    /** The session's credentials have expired; {@link #connect} is called next. */
    void expired(AwsSession session);

    Agent agent() throws IOException, InterruptedException;

    Console console();

    /** Where what the operation tells of itself is kept. */
    default Report report() {
        return Report.NONE;
    }

    /** Records that the build made a file; see {@link OperationContext#fingerprint}. */
    default void fingerprint(String name, String md5) throws IOException, InterruptedException {}

    /**
     * Keeps the operation durably.
     *
     * @param stopped why the operation is being stopped, to be handed to {@link Runner#resume} with it
     * @return ends once it is kept; until then the operation does not go on
     */
    CompletionStage<Void> save(Operation operation, Optional<Throwable> stopped);

    /** The operation is done. Nothing is called after this. */
    void succeeded(Map<String, Object> result);

    /** The operation failed, or was stopped and has come to its end. Nothing is called after this. */
    void failed(Throwable cause);
}
