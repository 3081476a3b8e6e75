package io.jenkins.plugins.codecraft.operation;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * Long-running work as a value: what is to be done, and how far it has come. Each piece of work gives the next value,
 * which is saved before anything else happens; so a process that dies at any point goes on from the last value saved.
 *
 * <p>The rules that make this safe:
 *
 * <ul>
 *   <li>{@link #advance} makes at most one call that changes something in AWS, and only with names or tokens that the
 *       value already holds, so that they were saved before.
 *   <li>That call may have been made already by a process that died before it saved the answer. It is made in a way
 *       that notices this: created by name and found to be ours, a client token, a comparison with what is.
 *   <li>Everything a value holds is a plain serializable value. No client, no credential, no clock.
 * </ul>
 *
 * Values are compared by {@code equals} to see whether there is anything to save; records do that right.
 */
public interface Operation extends Serializable {

    /**
     * Does one short piece of work.
     *
     * @throws OperationFailure when the operation can't succeed any more
     * @throws io.jenkins.plugins.codecraft.aws.CallPostponed when a call must wait for its turn; this piece of work
     *     is then started again, so do not catch it
     */
    Progress advance(OperationContext context) throws IOException, InterruptedException;

    /**
     * The operation that ends this one early: it stops what runs in AWS and is done once AWS says that it has stopped.
     * Called when a build is aborted, at any value, also at one whose changing call may or may not have been made.
     */
    Operation stopping();

    /** What may be running in AWS on behalf of this operation, in words such as {@code training job iris-7-0a1b2c}. */
    Optional<String> running();

    /** Whether the next {@link #advance} may take long, as moving data does; it then gets a thread of its own. */
    default boolean blocking() {
        return false;
    }
}
