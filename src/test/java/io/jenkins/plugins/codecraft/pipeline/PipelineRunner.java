package io.jenkins.plugins.codecraft.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * Runs a Jenkinsfile, Scripted or Declarative, on the engine of Jenkins Pipeline, with the steps that Jenkins would find
 * in the index of the class path.
 *
 * <pre>{@code
 * PipelineRun run = PipelineRunner.builder()
 *         .workspace(folder)
 *         .env(Map.of("AWS_REGION", "us-east-1"))
 *         .script(Files.readString(jenkinsfile))
 *         .saveAndRestoreDuring("codecraftTrain")
 *         .start();
 * assertThat(run.await(Duration.ofMinutes(1))).isEqualTo(Result.SUCCESS);
 * }</pre>
 */
public final class PipelineRunner {
    private final Path workspace;
    private final String jobName;
    private final String scriptText;
    private final Map<String, String> environment;
    private final StepRegistry registry;
    private final Predicate<SavePoint> restart;
    private final List<Predicate<String>> restartAtLine;
    private final Runnable beforeResume;
    private final Consumer<String> listener;

    private PipelineRunner(Builder builder) {
        workspace = Objects.requireNonNull(builder.workspace, "workspace").toAbsolutePath();
        jobName = builder.jobName;
        scriptText = Objects.requireNonNull(builder.scriptText, "script");
        environment = new TreeMap<>(builder.environment);
        restart = builder.restart;
        restartAtLine = List.copyOf(builder.restartAtLine);
        beforeResume = builder.beforeResume;
        listener = builder.listener;
        registry = StepRegistry.ofIndex(PipelineRunner.class.getClassLoader());
        List.of(ShStep.DescriptorImpl.class, SleepStep.DescriptorImpl.class).forEach(registry::add);
        builder.descriptors.forEach(registry::add);
    }

    public static Builder builder() {
        return new Builder();
    }

    List<Consumer<String>> observers(PipelineRun run) {
        List<Consumer<String>> observers = new ArrayList<>(List.of(listener));
        for (Predicate<String> lines : restartAtLine) {
            AtomicBoolean done = new AtomicBoolean();
            observers.add(line -> {
                if (lines.test(line) && done.compareAndSet(false, true)) {
                    run.restart();
                }
            });
        }
        return observers;
    }

    Path workspace() {
        return workspace;
    }

    String jobName() {
        return jobName;
    }

    String scriptText() {
        return scriptText;
    }

    Map<String, String> environment() {
        return environment;
    }

    StepRegistry registry() {
        return registry;
    }

    boolean restartsAt(SavePoint point) {
        return restart.test(point);
    }

    Runnable beforeResume() {
        return beforeResume;
    }

    /** Says what to run, where, and when to restart the controller meanwhile. */
    public static final class Builder {
        private final Map<String, String> environment = new TreeMap<>();
        private final List<Class<?>> descriptors = new ArrayList<>();
        private final List<Predicate<String>> restartAtLine = new ArrayList<>();
        private Path workspace;
        private String jobName = "example";
        private String scriptText;
        private Predicate<SavePoint> restart = point -> false;
        private Runnable beforeResume = () -> {};
        private Consumer<String> listener = line -> {};

        private Builder() {}

        /** Where {@code node} runs; it is created if it is not there. */
        public Builder workspace(Path folder) {
            workspace = folder;
            return this;
        }

        /** The name of the job, {@code example} unless told. */
        public Builder job(String name) {
            jobName = name;
            return this;
        }

        /** Adds to the environment of the build. */
        public Builder env(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Gets each line of the console, on the thread that prints it. */
        public Builder listener(Consumer<String> lines) {
            listener = lines;
            return this;
        }

        /** The text of the Jenkinsfile. */
        public Builder script(String text) {
            scriptText = text;
            return this;
        }

        /** Adds the step of a descriptor that is not in the index, or the symbol of one. */
        public final Builder with(Class<?>... types) {
            descriptors.addAll(List.of(types));
            return this;
        }

        /** As {@link #with}, for steps. */
        public Builder withStep(Class<? extends StepDescriptor> type) {
            return with(type);
        }

        /**
         * Restores the run from bytes in the middle of these steps, each time that one has started and the program waits
         * for it, and again when it first saves its state.
         */
        public Builder saveAndRestoreDuring(String... steps) {
            Set<String> names = Set.of(steps);
            return restartWhen(point -> names.contains(point.step()) && point.number() <= 2);
        }

        /** Restores the run from bytes at the save points that {@code points} takes, besides others that were told. */
        public Builder restartWhen(Predicate<SavePoint> points) {
            restart = restart.or(points);
            return this;
        }

        /** Restores the run from bytes as soon as it has printed the first such line, besides others that were told. */
        public Builder restartAtLine(Predicate<String> lines) {
            restartAtLine.add(lines);
            return this;
        }

        /** What to do between a stop of the controller and its start, such as to drop what only lives in memory. */
        public Builder beforeResume(Runnable task) {
            beforeResume = task;
            return this;
        }

        /**
         * Starts the run.
         *
         * @throws org.codehaus.groovy.control.CompilationFailedException if the script is not a Jenkinsfile
         */
        public PipelineRun start() {
            PipelineRunner settings = new PipelineRunner(this);
            try {
                Files.createDirectories(settings.workspace);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            PipelineRun run = new PipelineRun(settings);
            run.start();
            return run;
        }
    }
}
