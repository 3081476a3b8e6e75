package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A process tree that stands for a container. */
public final class Container {
    private static final int LAST_RESORT_SECONDS = 10;

    private final Process process;
    private final Consumer<String> lines;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    Container(Process process, Consumer<String> lines, Consumer<Container> ended) {
        this.process = process;
        this.lines = lines;
        exit.whenComplete((code, broken) -> ended.accept(this));
    }

    void pump() {
        Thread thread = new Thread(this::read, "container-" + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.accept(line);
            }
        } catch (IOException | RuntimeException broken) {
            kill();
        } finally {
            process.onExit().thenAccept(ended -> exit.complete(ended.exitValue()));
        }
    }

    /** The exit code, once the process has ended and all that it printed has been taken. */
    public CompletableFuture<Integer> exit() {
        return exit;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** SIGTERM to the command. By its handle, as {@link Process#destroy} would close its standard input, which kills it. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Ends everything in it at once. What contains the command is left to reap it, and ends then too. */
    public void kill() {
        List<ProcessHandle> inside = process.descendants().toList();
        try {
            process.getOutputStream().close();
            inside.forEach(ProcessHandle::destroyForcibly);
        } catch (IOException gone) {
            process.destroyForcibly();
        }
    }

    public List<ProcessHandle> tree() {
        List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
        tree.add(process.toHandle());
        return tree;
    }

    void awaitExit() {
        try {
            exit.get(LAST_RESORT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException late) {
            process.destroyForcibly();
        }
    }
}
