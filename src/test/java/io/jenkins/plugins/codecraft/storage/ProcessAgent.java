package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * An agent in a process of its own, whose class path has the package {@code storage.agent} and the few lines that take
 * its tasks, nothing else.
 */
public final class ProcessAgent implements Agent, AutoCloseable {

    private final Process process;
    private final ObjectOutputStream out;
    private final Map<Long, CompletableFuture<Serializable>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    /**
     * @param classes an empty folder for what the agent may load
     * @param options of its JVM
     */
    public ProcessAgent(Path workspace, Path classes, List<String> options) throws IOException {
        copyAgentClasses(classes);
        Files.createDirectories(workspace);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classes.toString(),
                AgentMain.class.getName(),
                workspace.toString(),
                Files.createDirectories(workspace.resolveSibling(workspace.getFileName() + "@tmp"))
                        .toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new ObjectOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        out.flush();
        Thread reader = new Thread(this::read, "process-agent");
        reader.setDaemon(true);
        reader.start();
    }

    private static void copyAgentClasses(Path to) throws IOException {
        copy(AgentTask.class, AgentTask.class.getPackageName().replace('.', '/'), "", to);
        copy(AgentMain.class, AgentMain.class.getPackageName().replace('.', '/'), AgentMain.class.getSimpleName(), to);
    }

    private static void copy(Class<?> of, String folder, String beginning, Path to) throws IOException {
        try {
            Path root = Path.of(
                    of.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path target = Files.createDirectories(to.resolve(folder));
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> file.getFileName().toString().startsWith(beginning))
                        .toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private void read() {
        try (ObjectInputStream in = new ObjectInputStream(process.getInputStream())) {
            while (true) {
                AgentMain.Answer answer = (AgentMain.Answer) in.readUnshared();
                CompletableFuture<Serializable> call = waiting.remove(answer.id());
                if (answer.error() == null) {
                    call.complete(answer.value());
                } else {
                    call.completeExceptionally(answer.error());
                }
            }
        } catch (IOException | ClassNotFoundException gone) {
            waiting.values().forEach(call -> call.completeExceptionally(new IOException("the agent is gone", gone)));
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
        long id = ids.incrementAndGet();
        CompletableFuture<Serializable> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        send(new AgentMain.Call(id, task));
        try {
            return (T) answer.get();
        } catch (InterruptedException e) {
            send(new AgentMain.Call(id, null));
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException(e.getCause());
        }
    }

    private synchronized void send(AgentMain.Call call) throws IOException {
        out.writeUnshared(call);
        out.reset();
        out.flush();
    }

    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
