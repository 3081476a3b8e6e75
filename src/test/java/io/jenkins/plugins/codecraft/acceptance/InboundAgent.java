package io.jenkins.plugins.codecraft.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An agent as a process of its own that connects to Jenkins by a WebSocket. */
final class InboundAgent implements AutoCloseable {
    private final JenkinsClient client;
    private final String name;
    private final Path folder;
    private final String secret;
    private Process process;

    private InboundAgent(JenkinsClient client, String name, Path folder, String secret) {
        this.client = client;
        this.name = name;
        this.folder = folder;
        this.secret = secret;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (process != null) {
                process.destroyForcibly();
            }
        }));
    }

    /** Makes the node in Jenkins; nothing is started. */
    static InboundAgent create(JenkinsClient client, String name, Path folder) {
        String secret = client.script("""
                import hudson.slaves.DumbSlave
                import hudson.slaves.JNLPLauncher
                import jenkins.model.Jenkins

                def node = new DumbSlave('%s', '%s', new JNLPLauncher())
                node.numExecutors = 2
                Jenkins.get().addNode(node)
                print node.toComputer().jnlpMac
                """.formatted(name, folder));
        return new InboundAgent(client, name, folder, secret.strip());
    }

    Path workspace(String job) {
        return folder.resolve("workspace").resolve(job);
    }

    void start() {
        try {
            Path jar = Files.createDirectories(folder).resolve("agent.jar");
            try (InputStream in =
                    client.url().resolve("jnlpJars/agent.jar").toURL().openStream()) {
                Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(command(jar))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("agent.log").toFile()));
            builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
            process = builder.start();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        awaitOnline(true);
    }

    private List<String> command(Path jar) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-Xmx256m",
                "-jar",
                jar.toString(),
                "-url",
                client.url().toString(),
                "-name",
                name,
                "-secret",
                secret,
                "-webSocket",
                "-workDir",
                folder.toString());
    }

    void awaitOnline(boolean online) {
        await("agent online: " + online)
                .atMost(Duration.ofMinutes(2))
                .ignoreException(UncheckedIOException.class)
                .until(() -> client.json("computer/" + name + "/api/json?tree=offline")
                                .get("offline")
                                .asBoolean()
                        != online);
    }

    /** Runs a Groovy script in the agent's JVM and returns what it printed. */
    String script(String groovy) {
        return client.post("computer/" + name + "/scriptText", Map.of("script", groovy));
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
        }
    }
}
