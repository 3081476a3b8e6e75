package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Starts what stands for containers: processes of this machine. None outlives {@link #close} or this JVM, not even if it
 * is killed. Safe for threads.
 */
public final class Containers implements AutoCloseable {
    private static final List<String> INHERITED = List.of(
            "PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");

    private final Path folder;
    private final Set<Container> running = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::killAll, "embedded-sagemaker-containers");
    private volatile String python;
    private volatile boolean closed;

    /** @param folder where the scripts that it needs are written, and what runs may write */
    public Containers(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A new folder for one container or job. */
    public Path newFolder(String kind, String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(folder.resolve(kind)), name + "-")
                    .toRealPath();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Starts a command.
     *
     * @param command {@code python3} stands for this machine's Python
     * @param variables in addition to a few of this process
     * @param lines takes what it prints, line by line, on a thread of its own
     */
    public Container start(List<String> command, Map<String, String> variables, Path workFolder, Consumer<String> lines)
            throws IOException {
        String interpreter = python();
        List<String> contained =
                new ArrayList<>(List.of(interpreter, script("contain.py").toString()));
        command.forEach(word -> contained.add("python3".equals(word) ? interpreter : word));
        ProcessBuilder builder =
                new ProcessBuilder(contained).directory(workFolder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(variables, workFolder));
        Container container = new Container(builder.start(), lines, running::remove);
        running.add(container);
        if (closed) {
            container.kill();
        }
        container.pump();
        return container;
    }

    private static Map<String, String> environment(Map<String, String> variables, Path home) {
        Map<String, String> environment = new TreeMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.put("HOME", home.toString());
        environment.put("PYTHONUNBUFFERED", "1");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("PYTHONIOENCODING", "UTF-8");
        environment.putAll(variables);
        return environment;
    }

    /** A script of the test resources as a file. */
    public synchronized Path script(String name) throws IOException {
        Path file = folder.resolve("bin").resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            try (InputStream source = Containers.class.getResourceAsStream("/embedded/" + name)) {
                Files.copy(source, file);
            }
        }
        return file;
    }

    /** The interpreter behind {@code python3}; wrappers around it cost time at each start. */
    synchronized String python() throws IOException {
        if (python == null) {
            Process process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = process.getInputStream()) {
                String answer = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
                python = answer.isEmpty() ? "python3" : answer;
            }
        }
        return python;
    }

    /** The processes that run now, for a test that none is left. */
    public List<ProcessHandle> processes() {
        return running.stream().flatMap(container -> container.tree().stream()).toList();
    }

    private void killAll() {
        running.forEach(Container::kill);
    }

    @Override
    public void close() {
        closed = true;
        List<Container> all = List.copyOf(running);
        all.forEach(Container::kill);
        all.forEach(Container::awaitExit);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs already, and does the same.
            return;
        }
    }
}
