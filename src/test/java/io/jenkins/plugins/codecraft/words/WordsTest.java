package io.jenkins.plugins.codecraft.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read stands in {@code Messages.properties}, all of it, and all that stands there is said somewhere. */
class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path PLUGIN = Path.of("io/jenkins/plugins/codecraft");
    private static final Pattern SAID = Pattern.compile("Words\\.of\\(\\s*(\\w+)\\.class,\\s*\"(\\w+)\"");

    /** Calls whose text a user gets to see. */
    private static final Pattern TOLD = Pattern.compile(
            "(?:new (?:OperationFailure|StorageException|AgentException)\\(|\\.event\\(|\\.link\\(|Optional\\.of\\()"
                    + "\\s*\"([^\"]*)\"");

    private static List<Path> files(Path folder, String end) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static Properties bundle(Path file) {
        Properties texts = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                texts.load(reader);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
        return texts;
    }

    private static Set<String> said(Path room) {
        Set<String> keys = new TreeSet<>();
        for (Path file : files(room, ".java")) {
            if (file.getParent().equals(room)) {
                Matcher matcher = SAID.matcher(text(file));
                while (matcher.find()) {
                    keys.add(matcher.group(1) + "." + matcher.group(2));
                }
            }
        }
        return keys;
    }

    private static List<Path> rooms() {
        return files(SOURCES.resolve(PLUGIN), ".java").stream()
                .map(Path::getParent)
                .distinct()
                .filter(room -> !room.endsWith(PLUGIN))
                .toList();
    }

    @Test
    void what_a_class_says_is_in_the_bundle_of_its_package_and_nothing_else_is() {
        for (Path room : rooms()) {
            Path file = RESOURCES.resolve(SOURCES.relativize(room)).resolve("Messages.properties");
            assertThat(bundle(file).stringPropertyNames())
                    .as(file.toString())
                    .containsExactlyInAnyOrderElementsOf(said(room));
        }
    }

    @Test
    void what_forms_and_pages_show_is_in_the_bundle_of_the_plugin_and_all_of_it_is_shown() {
        StringBuilder sources = new StringBuilder();
        files(SOURCES.resolve(PLUGIN), ".java").forEach(file -> sources.append(text(file)));
        String all = sources.toString();
        Set<String> shown = new TreeSet<>();
        Matcher matcher = Pattern.compile("Words\\.of\\(\\s*\"([\\w.]+)\"").matcher(all);
        while (matcher.find()) {
            if (!matcher.group(1).endsWith(".")) { // what begins a key that is put together
                shown.add(matcher.group(1));
            }
        }
        Set<String> texts =
                bundle(RESOURCES.resolve(PLUGIN).resolve("Messages.properties")).stringPropertyNames();
        assertThat(texts).containsAll(shown);
        assertThat(texts).allMatch(key -> key.startsWith("Report.") || all.contains("\"" + key + "\""));
    }

    @Test
    void each_text_is_a_message_format_whose_apostrophes_are_seen() {
        for (Path file : files(RESOURCES, "Messages.properties")) {
            Properties texts = bundle(file);
            for (String key : texts.stringPropertyNames()) {
                String text = texts.getProperty(key);
                assertThat(new MessageFormat(text).toPattern())
                        .as(file + " " + key)
                        .isNotEmpty();
                assertThat(text.replace("''", "").replaceAll("'[{}]'", ""))
                        .as(file + " " + key)
                        .doesNotContain("'");
            }
        }
    }

    @Test
    void no_text_for_users_stands_in_the_code() {
        List<String> found = new ArrayList<>();
        for (Path file : files(SOURCES.resolve(PLUGIN), ".java")) {
            Matcher matcher = TOLD.matcher(text(file));
            while (matcher.find()) {
                if (matcher.group(1).matches(".*[A-Za-z]{3,} .*")) {
                    found.add(file.getFileName() + ": " + matcher.group(1));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void a_number_is_written_as_it_is_and_an_apostrophe_too() {
        assertThat(new MessageFormat("{0} aren''t {1}").format(new Object[] {"1234567", "7654321"}))
                .isEqualTo("1234567 aren't 7654321");
        assertThat(Words.of("Connection.noBucket", "inbox", 1403))
                .contains("inbox")
                .contains("HTTP 1403");
    }
}
