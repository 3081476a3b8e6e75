package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agent in this process; tasks and answers cross to it by Java serialization, as they do in Jenkins. */
public final class LocalAgent implements Agent {

    private final Path workspace;
    private final Path temp;
    private final List<AgentTask<?>> tasks = new CopyOnWriteArrayList<>();

    public LocalAgent(Path workspace) throws IOException {
        this.workspace = Files.createDirectories(workspace);
        this.temp = Files.createDirectories(workspace.resolveSibling(workspace.getFileName() + "@tmp"));
    }

    @Override
    public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
        tasks.add(task);
        return copy(copy(task).run(workspace, temp));
    }

    public Path workspace() {
        return workspace;
    }

    public Path temp() {
        return temp;
    }

    /** All tasks that were run, in the order of their begin. */
    public List<AgentTask<?>> tasks() {
        return List.copyOf(tasks);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Serializable> T copy(T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }
}
