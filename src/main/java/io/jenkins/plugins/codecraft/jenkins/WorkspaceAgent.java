package io.jenkins.plugins.codecraft.jenkins;

import hudson.FilePath;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import java.io.IOException;
import java.io.Serializable;

/** The agent that holds a build's workspace. */
record WorkspaceAgent(FilePath workspace) implements Agent {

    @Override
    public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
        FilePath temp = WorkspaceList.tempDir(workspace);
        if (temp == null) {
            throw new IOException("The workspace " + workspace.getRemote() + " has no folder beside it");
        }
        return workspace.act(new AgentCallable<>(task, temp.getRemote()));
    }
}
