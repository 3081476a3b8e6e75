package io.jenkins.plugins.codecraft.jenkins;

import hudson.FilePath;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.storage.agent.AgentException;
import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.Serializable;

/** The agent that holds a build's workspace. */
record WorkspaceAgent(FilePath workspace) implements Agent {

    @Override
    public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
        FilePath temp = WorkspaceList.tempDir(workspace);
        if (temp == null) {
            throw new IOException(Words.of(WorkspaceAgent.class, "workspaceNoFolder", workspace.getRemote()));
        }
        try {
            return workspace.act(new AgentCallable<>(task, temp.getRemote()));
        } catch (IOException error) {
            throw explained(error);
        }
    }

    /** What the task says of the user's files comes wrapped by the channel; trying again would not mend it. */
    private static IOException explained(IOException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AgentException) {
                throw new OperationFailure(cause.getMessage(), error);
            }
        }
        return error;
    }
}
