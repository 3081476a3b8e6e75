package io.jenkins.plugins.codecraft.packaging;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import hudson.Extension;
import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the packed {@code .hpi} and holds it to what Jenkins and a reviewer expect of it. */
class PackagedPluginIT {
    private static final Path JENKINS_API = Path.of("src/jenkins-api/java");
    private static final Path BUNDLED_JARS = Path.of("docs/bundled-jars.txt");
    private static final long MAXIMUM_BYTES = 25_000_000;
    private static final int JAVA_17 = 61;

    private static Path hpi;
    private static PackedPlugin plugin;
    private static JavaClasses compiled;

    @BeforeAll
    static void open() throws IOException {
        hpi = Path.of(System.getProperty("hpi.file"));
        plugin = new PackedPlugin(hpi);
        compiled = new ClassFileImporter().importPath("target/classes/io/jenkins/plugins/codecraft");
    }

    @Test
    void no_signature_of_the_jenkins_api_ships() throws IOException {
        Set<String> signatures = signaturesOfTheJenkinsApi();

        assertThat(signatures).contains("hudson/FilePath", "org/jenkinsci/Symbol");
        assertThat(plugin.classes()).noneMatch(file -> signatures.contains(topLevel(file)));
    }

    @Test
    void no_class_ships_that_jenkins_or_a_dependency_plugin_brings() {
        Set<String> brought = providedJars()
                .flatMap(jar -> PackedPlugin.filesIn(jar).stream())
                .filter(PackedPlugin::isClass)
                .collect(toCollection(TreeSet::new));

        assertThat(brought).contains("software/amazon/awssdk/services/s3/S3Client.class");
        assertThat(plugin.classes()).doesNotContainAnyElementsOf(brought);
    }

    @Test
    void bundled_jars_are_exactly_those_that_a_reviewer_can_read_about() throws IOException {
        List<String> listed = Files.readAllLines(BUNDLED_JARS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", 2)[0])
                .toList();

        assertThat(plugin.bundledJars()).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void a_bundled_jar_holds_one_service_client_and_nothing_else() {
        assertThat(plugin.bundledJars()).allSatisfy(jar -> assertThat(plugin.filesIn(jar))
                .filteredOn(PackedPlugin::isClass)
                .allMatch(file -> file.startsWith("software/amazon/awssdk/services/")));
    }

    @Test
    void the_file_stays_small() throws IOException {
        assertThat(Files.size(hpi)).isLessThan(MAXIMUM_BYTES);
    }

    @Test
    void the_manifest_presents_the_plugin_to_jenkins() {
        assertThat(plugin.manifest("Short-Name")).isEqualTo("codecraft-ai");
        assertThat(plugin.manifest("Long-Name")).isEqualTo("CodeCraft AI");
        assertThat(plugin.manifest("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(plugin.manifest("Plugin-Version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(plugin.manifest("Jenkins-Version")).isEqualTo("2.528.3");
        assertThat(plugin.manifest("Hudson-Version")).isEqualTo("2.528.3");
        assertThat(plugin.manifest("Minimum-Java-Version")).isEqualTo("17");
        assertThat(plugin.manifest("Url")).startsWith("https://");
        assertThat(plugin.manifest("Plugin-ScmUrl")).startsWith("https://");
        assertThat(plugin.manifest("Plugin-Developers")).isEqualTo("The CodeCraft AI authors:codecraft-ai:");
        assertThat(plugin.manifest("Plugin-License-Name")).isEqualTo("MIT License");
        assertThat(plugin.manifest("Plugin-License-Url")).isEqualTo("https://opensource.org/licenses/MIT");
        assertThat(plugin.manifest("Specification-Title")).isNotBlank();
        assertThat(plugin.manifest("Implementation-Title")).isEqualTo("codecraft-ai");
    }

    @Test
    void the_own_jar_tells_jenkins_that_its_classes_are_a_plugins_and_may_be_saved() {
        assertThat(plugin.ownJarManifest("Short-Name")).isEqualTo(plugin.manifest("Short-Name"));
        assertThat(plugin.ownJarManifest("Plugin-Version")).isEqualTo(plugin.manifest("Plugin-Version"));
    }

    @Test
    void the_manifest_names_the_plugins_whose_classes_are_used() {
        assertThat(dependencies())
                .containsEntry("workflow-api", "1384.vdc05a_48f535f")
                .containsEntry("workflow-step-api", "710.v3e456cc85233")
                .containsEntry("structs", "362.va_b_695ef4fdf9")
                .containsEntry("credentials", "1453.v9b_a_29777a_b_fd")
                .containsEntry("aws-credentials", "254.v978a_5e206a_d7")
                .containsEntry("jackson2-api", "2.20.1-423.v13951f6b_6532")
                .containsKeys("aws-java-sdk2-core", "aws-java-sdk2-s3", "aws-java-sdk2-cloudwatchlogs");
    }

    @Test
    void bundled_and_depended_on_parts_of_the_aws_sdk_are_of_one_version() {
        String version = plugin.bundledJars().stream()
                .filter(jar -> jar.startsWith("sagemaker-"))
                .map(jar -> jar.replaceAll("sagemaker-|\\.jar", ""))
                .findFirst()
                .orElseThrow();

        assertThat(plugin.bundledJars()).allMatch(jar -> jar.endsWith("-" + version + ".jar"));
        assertThat(providedJars())
                .filteredOn(jar -> jar.toString().contains("/awssdk/"))
                .isNotEmpty()
                .allMatch(jar -> jar.toString().endsWith("-" + version + ".jar"));
        assertThat(dependencies()).allSatisfy((name, value) -> assertThat(
                        !name.startsWith("aws-java-sdk2-") || value.startsWith(version + "-"))
                .as(name + ":" + value)
                .isTrue());
    }

    @Test
    void what_it_is_compiled_against_is_what_jackson2_api_carries() {
        String version = dependencies().get("jackson2-api").replaceAll("-.*", "");

        assertThat(providedJars())
                .extracting(jar -> jar.getFileName().toString())
                .contains("jackson-databind-" + version + ".jar", "jackson-core-" + version + ".jar");
    }

    @Test
    void the_plugin_is_one_jar_with_its_description_and_licence() {
        assertThat(plugin.files())
                .contains("WEB-INF/lib/" + PackedPlugin.OWN_JAR, "META-INF/LICENSE")
                .noneMatch(file -> file.startsWith("WEB-INF/classes/"));
        assertThat(plugin.filesIn(PackedPlugin.OWN_JAR)).contains("index.jelly");
        assertThat(plugin.filesIn(PackedPlugin.OWN_JAR))
                .filteredOn(PackedPlugin::isClass)
                .hasSameSizeAs(compiled)
                .allMatch(file -> file.startsWith("io/jenkins/plugins/codecraft/"));
    }

    @Test
    void jenkins_finds_every_extension_in_the_index(@TempDir Path folder) throws IOException {
        assertThat(extensionsInTheIndex(folder)).isEqualTo(annotatedWith(Extension.class));
    }

    @Test
    void jenkins_finds_every_symbol_in_the_index() {
        Set<String> index = plugin.text("META-INF/annotations/" + Symbol.class.getName())
                .lines()
                .collect(toCollection(TreeSet::new));

        assertThat(index).isEqualTo(annotatedWith(Symbol.class));
    }

    @Test
    void classes_run_on_java_17() {
        assertThat(plugin.classFileVersions(PackedPlugin.OWN_JAR).values())
                .isNotEmpty()
                .containsOnly(JAVA_17);
        assertThat(plugin.bundledJars()).allSatisfy(jar -> assertThat(plugin.classFileVersions(jar))
                .allSatisfy((file, version) -> assertThat(version).isLessThanOrEqualTo(JAVA_17)));
    }

    private static Set<String> signaturesOfTheJenkinsApi() throws IOException {
        try (Stream<Path> sources = Files.walk(JENKINS_API)) {
            return sources.map(source -> JENKINS_API.relativize(source).toString())
                    .filter(source -> source.endsWith(".java"))
                    .map(source -> source.substring(0, source.length() - ".java".length())
                            .replace(File.separatorChar, '/'))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static String topLevel(String classFile) {
        String name = classFile.substring(0, classFile.length() - ".class".length());
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static Stream<Path> providedJars() {
        return Arrays.stream(System.getProperty("provided.classpath").split(File.pathSeparator))
                .map(Path::of);
    }

    private static Map<String, String> dependencies() {
        return Arrays.stream(plugin.manifest("Plugin-Dependencies").split(","))
                .map(dependency -> dependency.split(":"))
                .collect(toMap(dependency -> dependency[0], dependency -> dependency[1]));
    }

    private static Set<String> annotatedWith(Class<? extends Annotation> annotation) {
        return compiled.stream()
                .filter(type -> type.isAnnotatedWith(annotation))
                .map(JavaClass::getName)
                .collect(toCollection(TreeSet::new));
    }

    /** Reads the index as Jenkins does, by SezPoz, from the packed jar alone. */
    private static Set<String> extensionsInTheIndex(Path folder) throws IOException {
        Path jar = folder.resolve(PackedPlugin.OWN_JAR);
        try (FileSystem archive = FileSystems.newFileSystem(hpi)) {
            Files.copy(archive.getPath("WEB-INF/lib", PackedPlugin.OWN_JAR), jar);
        }
        Set<String> indexed = new TreeSet<>();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, alone)) {
                indexed.add(item.className());
            }
        }
        return indexed;
    }
}
