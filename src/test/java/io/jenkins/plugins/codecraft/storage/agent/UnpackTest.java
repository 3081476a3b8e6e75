package io.jenkins.plugins.codecraft.storage.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackTest {

    @TempDir
    Path temp;

    private Path workspace;
    private Path agentTemp;

    @BeforeEach
    void workspace() throws IOException {
        workspace = Files.createDirectories(temp.resolve("workspace"));
        agentTemp = Files.createDirectories(temp.resolve("workspace@tmp"));
    }

    interface Filler {
        void fill(TarArchiveOutputStream tar) throws IOException;
    }

    private void tar(Filler filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(workspace.resolve("a.tar.gz"));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            filler.fill(tar);
        }
    }

    private static void file(TarArchiveOutputStream tar, String name, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(UTF_8));
        tar.closeArchiveEntry();
    }

    private static void special(TarArchiveOutputStream tar, String name, byte type, String link) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(link);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private UnpackTask.Unpacked unpack() throws IOException {
        return unpack(UnpackLimits.DEFAULT);
    }

    private UnpackTask.Unpacked unpack(UnpackLimits limits) throws IOException {
        return new UnpackTask(Root.workspace("a.tar.gz"), Root.workspace("out/model"), ArchiveFormat.TAR_GZ, limits)
                .run(workspace, agentTemp);
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> tree = Files.walk(temp)) {
            assertThat(tree.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .containsExactly("a.tar.gz");
        }
    }

    @Test
    void files_of_a_gnu_tar_with_long_names_are_unpacked() throws Exception {
        String name = "n".repeat(150) + "/" + "m".repeat(150);
        tar(tar -> {
            file(tar, name, "long");
            file(tar, "./model.bin", "model");
        });

        unpack();

        assertThat(workspace.resolve("out/model").resolve(name)).hasContent("long");
        assertThat(workspace.resolve("out/model/model.bin")).hasContent("model");
    }

    @Test
    void files_of_the_same_name_are_replaced_and_others_stay() throws Exception {
        Files.createDirectories(workspace.resolve("out/model/sub"));
        Files.writeString(workspace.resolve("out/model/sub/old"), "old");
        Files.writeString(workspace.resolve("out/model/sub/same"), "old");
        tar(tar -> file(tar, "sub/same", "new"));

        unpack();

        assertThat(workspace.resolve("out/model/sub/old")).hasContent("old");
        assertThat(workspace.resolve("out/model/sub/same")).hasContent("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/evil", "a/../b", ".."})
    void a_path_out_of_the_folder_is_refused(String name) throws Exception {
        tar(tar -> file(tar, name, "evil"));

        assertThatThrownBy(this::unpack).isInstanceOf(AgentException.class).hasMessageContaining("leads out");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"link,/etc/passwd", "link,../../x", "a/link,../../x", "link,missing"})
    void a_link_out_of_the_folder_or_nowhere_is_refused(String name, String target) throws Exception {
        tar(tar -> {
            file(tar, "first", "1");
            special(tar, name, TarArchiveEntry.LF_SYMLINK, target);
        });

        assertThatThrownBy(this::unpack).isInstanceOf(AgentException.class).hasMessageContaining("leads out");
        assertNothingIsLeft();
    }

    @Test
    void links_that_lead_out_together_are_refused() throws Exception {
        Files.writeString(workspace.resolve("secret"), "s3cret");
        tar(tar -> {
            file(tar, "a/b/file", "1");
            special(tar, "a/b/up", TarArchiveEntry.LF_SYMLINK, "../..");
            special(tar, "out", TarArchiveEntry.LF_SYMLINK, "a/b/up/../../secret");
        });

        assertThatThrownBy(this::unpack).isInstanceOf(AgentException.class).hasMessageContaining("leads out");
    }

    @Test
    void nothing_is_written_through_a_link() throws Exception {
        tar(tar -> {
            file(tar, "folder/file", "1");
            special(tar, "link", TarArchiveEntry.LF_SYMLINK, "folder");
            file(tar, "link/file", "2");
        });

        assertThatThrownBy(this::unpack).isInstanceOf(IOException.class);
    }

    @Test
    void a_link_inside_of_the_folder_is_kept() throws Exception {
        tar(tar -> {
            special(tar, "latest", TarArchiveEntry.LF_SYMLINK, "v1/model");
            file(tar, "v1/model", "1");
        });

        unpack();

        assertThat(workspace.resolve("out/model/latest")).isSymbolicLink().hasContent("1");
    }

    @Test
    void a_hard_link_becomes_a_copy_and_leads_nowhere_else() throws Exception {
        tar(tar -> {
            file(tar, "one", "1");
            special(tar, "two", TarArchiveEntry.LF_LINK, "one");
        });
        unpack();
        assertThat(workspace.resolve("out/model/two")).hasContent("1");

        tar(tar -> special(tar, "evil", TarArchiveEntry.LF_LINK, "../../../secret"));
        assertThatThrownBy(this::unpack).isInstanceOf(AgentException.class).hasMessageContaining("leads out");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarArchiveEntry.LF_CHR, TarArchiveEntry.LF_BLK, TarArchiveEntry.LF_FIFO})
    void a_device_is_refused(byte type) throws Exception {
        tar(tar -> special(tar, "device", type, ""));

        assertThatThrownBy(this::unpack).isInstanceOf(AgentException.class).hasMessageContaining("only files");
        assertNothingIsLeft();
    }

    @Test
    void a_bomb_is_stopped_at_the_limit() throws Exception {
        tar(tar -> {
            for (int i = 0; i < 10; i++) {
                file(tar, "zeros" + i, "\0".repeat(100_000));
            }
        });

        assertThatThrownBy(() -> unpack(new UnpackLimits(500_000, 100)))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("more than 500000 bytes");
        assertThatThrownBy(() -> unpack(new UnpackLimits(5_000_000, 5)))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("more than 5 entries");
        assertNothingIsLeft();
    }

    @Test
    void what_is_no_archive_is_an_error() throws Exception {
        tar(tar -> {});
        try (OutputStream out = new GzipCompressorOutputStream(Files.newOutputStream(workspace.resolve("a.tar.gz")))) {
            out.write("no tar ".repeat(200).getBytes(UTF_8));
        }

        assertThatThrownBy(this::unpack).isInstanceOf(IOException.class).hasMessageContaining("not a tar archive");
    }

    @Test
    void a_zip_cannot_lead_out_either() throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(workspace.resolve("a.zip")))) {
            zip.putNextEntry(new ZipEntry("../evil"));
            zip.write(1);
        }
        UnpackTask task =
                new UnpackTask(Root.workspace("a.zip"), Root.workspace("out"), ArchiveFormat.ZIP, UnpackLimits.DEFAULT);

        assertThatThrownBy(() -> task.run(workspace, agentTemp)).hasMessageContaining("leads out");
    }

    @Test
    void a_target_outside_of_the_workspace_is_refused() throws Exception {
        tar(tar -> file(tar, "a", "1"));
        Files.createDirectories(temp.resolve("elsewhere"));
        Files.createSymbolicLink(workspace.resolve("link"), temp.resolve("elsewhere"));
        for (String target : new String[] {"../elsewhere/x", "link/x", "link", "/tmp"}) {
            UnpackTask task = new UnpackTask(
                    Root.workspace("a.tar.gz"), Root.workspace(target), ArchiveFormat.TAR_GZ, UnpackLimits.DEFAULT);

            assertThatThrownBy(() -> task.run(workspace, agentTemp)).as(target).isInstanceOf(AgentException.class);
        }
        assertThat(temp.resolve("elsewhere")).isEmptyDirectory();
        assertThat(Files.exists(temp.resolve("x"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
}
