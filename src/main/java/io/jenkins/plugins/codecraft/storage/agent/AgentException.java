package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;

/** What is wrong with the files on the agent, in a message for the user. */
public final class AgentException extends IOException {

    private static final long serialVersionUID = 1;

    public AgentException(String message) {
        super(message);
    }

    public AgentException(String message, Throwable cause) {
        super(message, cause);
    }
}
