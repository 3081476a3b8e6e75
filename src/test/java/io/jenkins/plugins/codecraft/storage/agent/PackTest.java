package io.jenkins.plugins.codecraft.storage.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackTest {

    private static final List<String> NAMES = List.of(
            "plain.py",
            "a b+c%d",
            "new\nline",
            "ü€😀",
            "n".repeat(101),
            ("d".repeat(200) + "/").repeat(4) + "end",
            "0/1/2");

    @TempDir
    Path temp;

    private Path workspace;
    private Path agentTemp;

    @BeforeEach
    void workspace() throws IOException {
        workspace = Files.createDirectories(temp.resolve("workspace"));
        agentTemp = Files.createDirectories(temp.resolve("workspace@tmp"));
    }

    private void fill(String folder) throws IOException {
        for (String name : NAMES) {
            Path file = workspace.resolve(folder).resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name.repeat(1000));
        }
        Files.writeString(workspace.resolve(folder).resolve("empty"), "");
        Path executable = Files.writeString(workspace.resolve(folder).resolve("bootstrap"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-x---"));
    }

    private Packed pack(String folder, ArchiveFormat format) throws Exception {
        return new PackTask(Root.workspace(folder), Selection.of(List.of(), List.of()), format, "p")
                .run(workspace, agentTemp);
    }

    private Path archive(Packed packed) {
        return agentTemp.resolve("codecraft-ai").resolve(packed.file().path());
    }

    @ParameterizedTest
    @EnumSource
    void the_same_content_gives_the_same_bytes(ArchiveFormat format) throws Exception {
        fill("one");
        fill("two");
        try (Stream<Path> tree = Files.walk(workspace.resolve("two"))) {
            for (Path path : tree.toList()) {
                Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));
            }
        }

        Packed one = pack("one", format);
        Packed two = pack("two", format);

        assertThat(archive(one)).hasSameBinaryContentAs(archive(two));
        assertThat(one.sha256()).isEqualTo(two.sha256());
        assertThat(one.contentDigest()).isEqualTo(two.contentDigest());
    }

    @ParameterizedTest
    @EnumSource
    void another_permission_gives_another_archive(ArchiveFormat format) throws Exception {
        fill("one");
        Packed before = pack("one", format);
        Files.setPosixFilePermissions(workspace.resolve("one/plain.py"), PosixFilePermissions.fromString("rwxr-xr-x"));

        Packed after = pack("one", format);

        assertThat(after.sha256()).isNotEqualTo(before.sha256());
        assertThat(after.contentDigest()).isNotEqualTo(before.contentDigest());
    }

    @ParameterizedTest
    @EnumSource
    void what_was_packed_is_unpacked_the_same(ArchiveFormat format) throws Exception {
        fill("one");
        Packed packed = pack("one", format);

        UnpackTask.Unpacked unpacked = new UnpackTask(
                        Root.temp("codecraft-ai/" + packed.file().path()),
                        Root.workspace("out"),
                        format,
                        UnpackLimits.DEFAULT)
                .run(workspace, agentTemp);

        assertThat(contents(workspace.resolve("out"))).isEqualTo(contents(workspace.resolve("one")));
        assertThat(unpacked.files()).isEqualTo(NAMES.size() + 2);
    }

    @Test
    void tar_and_python_read_the_archive() throws Exception {
        fill("one");
        Path archive = archive(pack("one", ArchiveFormat.TAR_GZ));

        run("tar", "xzf", archive.toString(), "-C", folder("by-tar"));
        run(
                "python3",
                "-c",
                "import tarfile,sys; tarfile.open(sys.argv[1]).extractall(sys.argv[2])",
                archive.toString(),
                folder("by-python"));

        assertThat(contents(workspace.resolve("by-tar"))).isEqualTo(contents(workspace.resolve("one")));
        assertThat(contents(workspace.resolve("by-python"))).isEqualTo(contents(workspace.resolve("one")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(workspace.resolve("by-tar/bootstrap"))))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void python_reads_the_zip_with_its_permissions() throws Exception {
        fill("one");
        Path archive = archive(pack("one", ArchiveFormat.ZIP));

        String seen = run(
                "python3",
                "-c",
                "import zipfile,sys; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; "
                        + "z.extractall(sys.argv[2]); print(oct(z.getinfo('bootstrap').external_attr >> 16))",
                archive.toString(),
                folder("by-python"));

        assertThat(contents(workspace.resolve("by-python"))).isEqualTo(contents(workspace.resolve("one")));
        assertThat(seen.trim()).isEqualTo("0o100750");
    }

    @Test
    void a_large_file_has_the_plain_digest_and_that_of_its_parts() throws Exception {
        byte[] content = new byte[(16 << 20) + 1];
        Files.createDirectories(workspace.resolve("one"));
        Files.write(workspace.resolve("one/large"), content);

        Packed packed = new HashTask(Root.workspace("one/large"), "h").run(workspace, agentTemp);

        assertThat(packed.sha256()).isEqualTo(Digests.hex(Digests.sha256().digest(content)));
        assertThat(packed.file().parts()).isEqualTo(2);
    }

    @Test
    void a_temporary_file_outside_of_our_folder_is_not_deleted() throws Exception {
        Files.writeString(agentTemp.resolve("other"), "x");

        assertThatThrownBy(() -> new DeleteTempTask("../other").run(workspace, agentTemp))
                .isInstanceOf(AgentException.class);
        assertThat(agentTemp.resolve("other")).exists();
    }

    private String folder(String name) throws IOException {
        return Files.createDirectories(workspace.resolve(name)).toString();
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
