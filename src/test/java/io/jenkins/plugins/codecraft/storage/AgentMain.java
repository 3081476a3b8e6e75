package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The other end of a {@link ProcessAgent}: takes tasks from the standard input and answers on the standard output. */
public final class AgentMain {

    /** A task to be run, or without one the wish that it be interrupted. */
    record Call(long id, AgentTask<?> task) implements Serializable {}

    /** One of the two is null. */
    record Answer(long id, Serializable value, Throwable error) implements Serializable {}

    private static final Map<Long, Future<?>> RUNNING = new ConcurrentHashMap<>();

    private AgentMain() {}

    /** Arguments: the workspace and the temporary folder. */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        ObjectOutputStream out = new ObjectOutputStream(new BufferedOutputStream(System.out, 1 << 16));
        out.flush();
        System.setOut(System.err);
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "agent");
            thread.setDaemon(true);
            return thread;
        });
        try (ObjectInputStream in = new ObjectInputStream(System.in)) {
            while (true) {
                Call call = (Call) in.readUnshared();
                if (call.task() == null) {
                    Future<?> running = RUNNING.get(call.id());
                    if (running != null) {
                        running.cancel(true);
                    }
                } else {
                    RUNNING.put(call.id(), threads.submit(() -> run(call, Path.of(args[0]), Path.of(args[1]), out)));
                }
            }
        } catch (EOFException gone) {
            threads.shutdownNow();
        }
    }

    private static Void run(Call call, Path workspace, Path temp, ObjectOutputStream out) throws IOException {
        Answer answer;
        try {
            answer = new Answer(call.id(), call.task().run(workspace, temp), null);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            answer = new Answer(call.id(), null, e);
        }
        RUNNING.remove(call.id());
        synchronized (out) {
            out.writeUnshared(answer);
            out.reset();
            out.flush();
        }
        return null;
    }
}
