package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.IOException;
import java.util.function.Supplier;

/** What a piece of work may use. Valid only within the {@link Operation#advance} that it is given to. */
public interface OperationContext {

    /** Why the work goes on. */
    enum Wake {
        /** It has just begun, or was just restored after a restart, or goes on without a pause. */
        STARTED,
        /** The watched resource changed, or may have. */
        CHANGED,
        /** The time to wait is over; nothing is known to have changed. */
        TIME
    }

    /** The build's session; opened when first asked for, and again after its credentials expired. */
    AwsSession aws() throws IOException, InterruptedException;

    /** The agent's side of the build's workspace. May wait for the agent to come back after a restart. */
    Agent agent() throws IOException, InterruptedException;

    Console console();

    /** What the build's page shows. */
    default Report report() {
        return Report.NONE;
    }

    /**
     * Records the fingerprint of a file that the build made, so that Jenkins finds the build of whatever has it. May be
     * recorded again, as after a crash.
     *
     * @param name what the build's page calls the file, with {@code /} between names
     * @param md5 of its content, 32 hexadecimal digits
     */
    default void fingerprint(String name, String md5) throws IOException, InterruptedException {}

    /**
     * Makes calls that give way to those of all others of the same API: for what is no loss if it comes later, such as
     * the log of a job that runs on. The more there are that do, the longer each waits.
     */
    default <T> T givingWay(Supplier<T> calls) {
        return calls.get();
    }

    Wake wake();

    /** Whether this is the first piece of work after the operation was restored from what was saved. */
    boolean restored();
}
