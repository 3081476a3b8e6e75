package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The processes of a job, one an instance, of which none goes on once one has failed. Safe for threads. */
final class Cluster {
    private static final int LAST_RESORT_SECONDS = 10;

    private final SageMakerContext context;
    private final List<Container> containers = new ArrayList<>();
    private boolean stopped;
    private int left;
    private Optional<String> failure = Optional.empty();
    private Consumer<Optional<String>> ended = reason -> {};

    Cluster(SageMakerContext context) {
        this.context = context;
    }

    /**
     * So many instances begin.
     *
     * @param whenEnded is told once, when all have ended, the reason of the first failure
     * @return false if the job was stopped before; that it has ended is told already
     */
    boolean begin(int hosts, Consumer<Optional<String>> whenEnded) {
        synchronized (this) {
            ended = whenEnded;
            left = hosts;
            if (!stopped) {
                return true;
            }
        }
        whenEnded.accept(Optional.empty());
        return false;
    }

    void add(Container container) {
        boolean late;
        synchronized (this) {
            containers.add(container);
            late = stopped;
        }
        if (late) {
            container.terminate();
        }
    }

    /** @param reason empty if it ended well */
    void hostEnded(Optional<String> reason) {
        boolean last;
        synchronized (this) {
            left--;
            last = left == 0;
            if (failure.isEmpty()) {
                failure = reason;
            }
        }
        if (reason.isPresent()) {
            kill();
        }
        if (last) {
            ended.accept(failure);
        }
    }

    synchronized boolean hasFailed() {
        return failure.isPresent();
    }

    private synchronized List<Container> running() {
        return containers.stream().filter(Container::isRunning).toList();
    }

    /** Asks all to end, and ends by force after a grace period (AWS time) what is left. */
    void stop(Duration grace) {
        synchronized (this) {
            stopped = true;
        }
        running().forEach(Container::terminate);
        context.after(grace, this::kill);
    }

    private void kill() {
        running().forEach(Container::kill);
    }

    /** Ends all by force, and removes in the background the folder that they worked in, if there is one. */
    void close(Optional<Path> folder) {
        kill();
        folder.ifPresent(root -> context.inBackground(() -> remove(root)));
    }

    private void remove(Path folder) {
        try {
            running().forEach(container -> container
                    .exit()
                    .orTimeout(LAST_RESORT_SECONDS, TimeUnit.SECONDS)
                    .join());
            Folders.delete(folder);
        } catch (IOException gone) {
            // The scratch folder, in which it lies, is removed when this AWS closes.
            folder.toFile().deleteOnExit();
        }
    }
}
