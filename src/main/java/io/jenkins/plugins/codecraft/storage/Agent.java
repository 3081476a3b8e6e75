package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import java.io.IOException;
import java.io.Serializable;

/**
 * The machine that holds the workspace, as the controller sees it.
 *
 * <p>A task and its answer cross the boundary by Java serialization. An answer is never trusted: whoever calls checks
 * paths, sizes and digests before using them.
 */
@FunctionalInterface
public interface Agent {

    /**
     * Runs a task on the agent and waits for its answer. Called from several threads at once; an interrupt of the
     * calling thread must reach the thread that runs the task.
     *
     * @throws IOException when the agent cannot be reached, or what the task itself threw
     */
    <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException;
}
