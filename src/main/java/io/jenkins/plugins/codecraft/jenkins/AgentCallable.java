package io.jenkins.plugins.codecraft.jenkins;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Takes a task to the agent, which is the only side that runs it. */
final class AgentCallable<T extends Serializable> extends MasterToSlaveFileCallable<T> {
    private static final long serialVersionUID = 1L;

    private final AgentTask<T> task;
    private final String temp;

    AgentCallable(AgentTask<T> task, String temp) {
        this.task = task;
        this.temp = temp;
    }

    @Override
    public T invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        return task.run(workspace.toPath(), Path.of(temp));
    }
}
