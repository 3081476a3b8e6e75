package io.jenkins.plugins.codecraft.storage.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever files are called and hold: what was packed is unpacked the same, and the same files give the same bytes. */
class ArchivePropertyTest {

    @Provide
    Arbitrary<Map<String, String>> trees() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("ab. +%&'\"\\\n\té€_-")
                .withChars('\u4E2D', '\uFF5E')
                .ofMinLength(1)
                .ofMaxLength(120)
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length < 250)
                .map(name -> "f" + name + "g") // neither "." nor a default exclude
                .filter(name -> !name.contains("\\..\\")); // which leads out of the folder on Windows
        Arbitrary<String> paths = names.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("/", parts));
        return Arbitraries.maps(paths, Arbitraries.strings().ascii().ofMaxLength(2000))
                .ofMaxSize(12)
                .filter(tree -> tree.keySet().stream()
                        .noneMatch(path -> tree.keySet().stream().anyMatch(other -> other.startsWith(path + "/"))));
    }

    @Property(tries = 60)
    void what_is_packed_comes_out_the_same(@ForAll("trees") Map<String, String> tree, @ForAll ArchiveFormat format)
            throws Exception {
        Path workspace = Files.createTempDirectory("archive").toRealPath();
        Path temp = Files.createTempDirectory("archive@tmp").toRealPath();
        try {
            fill(workspace.resolve("one"), tree);
            fill(workspace.resolve("two"), tree);

            Packed one = pack("one", format).run(workspace, temp);
            Packed two = pack("two", format).run(workspace, temp);
            Root archive = Root.temp("codecraft-ai/" + one.file().path());
            new UnpackTask(archive, Root.workspace("back"), format, UnpackLimits.DEFAULT).run(workspace, temp);

            assertThat(one.sha256()).isEqualTo(two.sha256());
            assertThat(read(workspace.resolve("back"))).isEqualTo(new TreeMap<>(tree));
        } finally {
            UnpackTask.delete(workspace);
            UnpackTask.delete(temp);
        }
    }

    private static PackTask pack(String folder, ArchiveFormat format) {
        return new PackTask(Root.workspace(folder), Selection.of(List.of(), List.of()), format, folder);
    }

    private static void fill(Path folder, Map<String, String> tree) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : tree.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return tree;
    }
}
