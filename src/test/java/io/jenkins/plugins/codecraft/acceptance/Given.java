package io.jenkins.plugins.codecraft.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the suite was started with.
 *
 * @param start the command that starts Jenkins in the foreground, with {@code {port}} and {@code {home}} to be replaced
 * @param plugins a folder of plugins as .hpi or .jpi
 * @param hpi the plugin under test
 * @param work where homes, logs and screenshots go
 */
record Given(String start, Path plugins, Path hpi, Path work) {

    static Given fromSystemProperties() {
        return new Given(
                required("jenkins.start"),
                Path.of(required("jenkins.plugins")).toAbsolutePath(),
                Path.of(required("hpi.file")).toAbsolutePath(),
                Path.of(required("acceptance.work")).toAbsolutePath());
    }

    private static String required(String property) {
        String value = System.getProperty(property, "");
        if (value.isBlank()) {
            throw new IllegalStateException("Give -D" + property + "=…: see the package's description");
        }
        return value;
    }

    /** The plugins that go along, without another version of the one under test. */
    List<Path> pluginFiles() {
        try (Stream<Path> files = Files.list(plugins)) {
            return files.filter(file -> file.toString().matches(".*\\.[hj]pi"))
                    .filter(file -> !shortName(file).equals(shortName(hpi)))
                    .sorted()
                    .toList();
        } catch (IOException error) {
            throw new UncheckedIOException("jenkins.plugins is not a folder of plugins", error);
        }
    }

    boolean hasPlugin(String shortName) {
        return pluginFiles().stream().anyMatch(file -> shortName(file).equals(shortName));
    }

    static String shortName(Path plugin) {
        return plugin.getFileName().toString().replaceFirst("\\.[hj]pi$", "");
    }
}
