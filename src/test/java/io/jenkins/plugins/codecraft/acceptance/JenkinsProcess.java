package io.jenkins.plugins.codecraft.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jenkins as a process of this machine, with all that the command started. It does not outlive the tests. */
final class JenkinsProcess {
    private static final Duration TO_END = Duration.ofMinutes(2);

    private final String command;
    private final Path home;
    private final Path log;
    private final Map<String, String> environment;
    private Process process;

    /** @param log what Jenkins says, appended to at each start */
    JenkinsProcess(String command, Path home, Path log, Map<String, String> environment) {
        this.command = command;
        this.home = home;
        this.log = log;
        this.environment = environment;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> family().forEach(ProcessHandle::destroyForcibly)));
    }

    void start() {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("MAVEN_"));
        builder.environment().put("JENKINS_HOME", home.toString());
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    boolean runs() {
        return process != null && process.isAlive();
    }

    /** As a service manager ends it. */
    void terminate() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroy);
        awaitEndOf(family);
    }

    /** As a power cut ends it: no thread of it does anything more. */
    void kill() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroyForcibly);
        awaitEndOf(family);
    }

    /** Everything that it has said since its first start. */
    String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private List<ProcessHandle> family() {
        List<ProcessHandle> family = new ArrayList<>();
        if (process != null) {
            process.descendants().forEach(family::add);
            family.add(process.toHandle());
        }
        return family;
    }

    private static void awaitEndOf(List<ProcessHandle> family) {
        await("end of Jenkins")
                .atMost(TO_END)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    }
}
