package io.jenkins.plugins.codecraft.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A fresh {@code JENKINS_HOME}: the plugins, an administrator with an API token, no wizard. */
final class JenkinsHome {
    static final String USER = "admin";
    static final String PASSWORD = "admin";
    /** Version 11 of Jenkins' API tokens, then 32 hexadecimal digits. */
    static final String TOKEN = "11" + "c0dec4af7".repeat(4).substring(0, 32);

    private final Path folder;

    private JenkinsHome(Path folder) {
        this.folder = folder;
    }

    /** @param folder where nothing is yet */
    static JenkinsHome fresh(Path folder, Given given) {
        try {
            Path plugins = Files.createDirectories(folder.resolve("plugins"));
            for (Path plugin : given.pluginFiles()) {
                Files.copy(plugin, plugins.resolve(Given.shortName(plugin) + ".jpi"));
            }
            Files.copy(given.hpi(), plugins.resolve(Given.shortName(given.hpi()) + ".jpi"));
            Path scripts = Files.createDirectories(folder.resolve("init.groovy.d"));
            Files.writeString(scripts.resolve("administrator.groovy"), administrator());
            return new JenkinsHome(folder);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Runs at every start. */
    private static String administrator() {
        return """
                import hudson.model.User
                import hudson.security.FullControlOnceLoggedInAuthorizationStrategy
                import hudson.security.HudsonPrivateSecurityRealm
                import hudson.security.csrf.DefaultCrumbIssuer
                import jenkins.model.Jenkins
                import jenkins.security.ApiTokenProperty

                def jenkins = Jenkins.get()
                if (!(jenkins.securityRealm instanceof HudsonPrivateSecurityRealm)) {
                    def realm = new HudsonPrivateSecurityRealm(false)
                    realm.createAccount('%s', '%s')
                    jenkins.securityRealm = realm
                    def strategy = new FullControlOnceLoggedInAuthorizationStrategy()
                    strategy.allowAnonymousRead = false
                    jenkins.authorizationStrategy = strategy
                    jenkins.crumbIssuer = new DefaultCrumbIssuer(false)
                    jenkins.save()
                    def user = User.getById('%s', true)
                    def tokens = user.getProperty(ApiTokenProperty)
                    if (tokens == null) {
                        tokens = new ApiTokenProperty()
                        user.addProperty(tokens)
                    }
                    tokens.addFixedNewToken('acceptance', '%s')
                    user.save()
                }
                """.formatted(USER, PASSWORD, USER, TOKEN);
    }

    Path path() {
        return folder;
    }

    /** The workspace of a job on the controller. */
    Path workspace(String job) {
        return folder.resolve("workspace").resolve(job);
    }

    Path build(String job, int number) {
        return folder.resolve("jobs").resolve(job).resolve("builds").resolve(Integer.toString(number));
    }

    /** The files whose bytes hold a text, whatever they are; files that vanish meanwhile are left out. */
    List<Path> filesWith(String text) {
        return filesWithAny(Set.of(text));
    }

    List<Path> filesWithAny(Set<String> texts) {
        List<byte[]> wanted = texts.stream().map(text -> text.getBytes(UTF_8)).toList();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("plugins")))
                    .filter(file -> holdsAny(file, wanted))
                    .toList();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static boolean holds(Path file, byte[] wanted) {
        return holdsAny(file, List.of(wanted));
    }

    private static boolean holdsAny(Path file, List<byte[]> wanted) {
        List<String> patterns =
                wanted.stream().map(bytes -> new String(bytes, ISO_8859_1)).toList();
        int longest = patterns.stream().mapToInt(String::length).max().orElse(0);
        try (InputStream in = Files.newInputStream(file)) {
            String end = "";
            byte[] chunk = new byte[1 << 20];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                String text = end + new String(chunk, 0, read, ISO_8859_1);
                if (patterns.stream().anyMatch(text::contains)) {
                    return true;
                }
                end = text.substring(Math.max(0, text.length() - longest + 1));
            }
            return false;
        } catch (NoSuchFileException vanished) {
            return false;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
