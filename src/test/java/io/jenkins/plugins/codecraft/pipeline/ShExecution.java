package io.jenkins.plugins.codecraft.pipeline;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A shell script under way: its output and its exit status go to files, which can be read on after a restart. */
final class ShExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private static final String WRAPPER = """
            if [ -n "$1" ]
            then sh -xe "$0/script.sh" > "$0/output" 2> "$0/log"
            else sh -xe "$0/script.sh" > "$0/log" 2>&1
            fi
            echo $? > "$0/status.part"
            mv "$0/status.part" "$0/status"
            """;

    private final String script;
    private final boolean returnStdout;
    private final boolean returnStatus;
    private String control;
    private long process;
    private long printed;
    private volatile boolean stopped;

    ShExecution(StepContext context, String script, boolean returnStdout, boolean returnStatus) {
        super(context);
        this.script = script;
        this.returnStdout = returnStdout;
        this.returnStatus = returnStatus;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        String workspace = getContext().get(FilePath.class).getRemote();
        Path temporary = Files.createDirectories(Path.of(workspace + "@tmp"));
        Path folder = Files.createTempDirectory(temporary, "durable-");
        Files.writeString(folder.resolve("script.sh"), script);
        Files.createFile(folder.resolve("log"));
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", WRAPPER, folder.toString(), returnStdout ? "stdout" : "");
        builder.directory(Path.of(workspace).toFile());
        builder.environment().putAll(getContext().get(EnvVars.class));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        control = folder.toString();
        process = builder.start().pid();
        lookLater();
        return false;
    }

    @Override
    public void onResume() {
        lookLater();
    }

    private void lookLater() {
        CompletableFuture.runAsync(this::look, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
    }

    private void look() {
        if (stopped || !getContext().isReady()) {
            return;
        }
        try {
            boolean ended = Files.exists(file("status"));
            printNewOutput();
            if (ended) {
                end(Integer.parseInt(Files.readString(file("status")).strip()));
            } else {
                lookLater();
            }
        } catch (IOException e) {
            getContext().onFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            getContext().onFailure(e);
        }
    }

    private Path file(String name) {
        return Path.of(control, name);
    }

    private void printNewOutput() throws IOException, InterruptedException {
        try (RandomAccessFile log = new RandomAccessFile(file("log").toFile(), "r")) {
            byte[] output = new byte[(int) (log.length() - printed)];
            log.seek(printed);
            log.readFully(output);
            printed += output.length;
            getContext().get(TaskListener.class).getLogger().write(output, 0, output.length);
        }
    }

    private void end(int status) throws IOException {
        if (returnStatus) {
            getContext().onSuccess(status);
        } else if (status != 0) {
            getContext().onFailure(new AbortException("script returned exit code " + status));
        } else {
            getContext().onSuccess(returnStdout ? Files.readString(file("output")) : null);
        }
    }

    @Override
    public void stop(Throwable cause) {
        stopped = true;
        ProcessHandle.of(process).ifPresent(shell -> {
            shell.descendants().forEach(ProcessHandle::destroy);
            shell.destroy();
        });
        try {
            printNewOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        getContext().onFailure(cause);
    }
}
