package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import io.jenkins.plugins.codecraft.storage.agent.Tally;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a long task on the agent and asks every five seconds how far it is. */
final class Watched {

    private Watched() {}

    /** @param name under which the task counts what it has done */
    static <T extends Serializable> T call(
            Agent agent, AgentTask<T> task, String name, String activity, Progress progress)
            throws IOException, InterruptedException {
        Meter meter = new Meter(progress, activity, 0, 0);
        ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "codecraft-progress");
            thread.setDaemon(true);
            return thread;
        });
        try {
            asking.scheduleWithFixedDelay(() -> ask(agent, name, meter, progress), 5, 5, TimeUnit.SECONDS);
            return agent.call(task);
        } finally {
            asking.shutdownNow();
        }
    }

    private static void ask(Agent agent, String name, Meter meter, Progress progress) {
        try {
            Tally.Count count = agent.call(new Tally.Read(name));
            meter.set(count.files(), count.bytes());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The task itself tells when the agent is lost; without progress it goes on.
            progress.note(Words.of(Watched.class, "agentsProgressNot", e.getMessage()));
        }
    }
}
