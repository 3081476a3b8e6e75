package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * One piece of work on the agent. It and its answer are plain serializable values; running it needs the JDK and this
 * package only.
 *
 * @param <T> the answer
 */
@FunctionalInterface
public interface AgentTask<T extends Serializable> extends Serializable {

    /**
     * @param workspace the folder of the build; every path in a task is relative to it
     * @param temp a folder beside the workspace that outlives the build ({@code workspace@tmp}); created when missing
     */
    T run(Path workspace, Path temp) throws IOException, InterruptedException;
}
