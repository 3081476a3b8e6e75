package io.jenkins.plugins.codecraft.invoke;

import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import io.jenkins.plugins.codecraft.storage.agent.WriteFileTask;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent that is away when the first files are to be written. */
public final class ShyAgent implements Agent {
    private final Agent agent;
    private final int away;
    private final AtomicInteger writes = new AtomicInteger();

    /** @param away how often it is away */
    public ShyAgent(Agent agent, int away) {
        this.agent = agent;
        this.away = away;
    }

    @Override
    public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
        if (task instanceof WriteFileTask && writes.incrementAndGet() <= away) {
            throw new IOException("the agent is away");
        }
        return agent.call(task);
    }

    /** How often a file was to be written. */
    public int writes() {
        return writes.get();
    }
}
