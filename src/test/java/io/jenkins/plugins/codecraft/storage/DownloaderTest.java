package io.jenkins.plugins.codecraft.storage;

import static io.jenkins.plugins.codecraft.storage.StorageFixture.BUCKET;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.bytes;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.storage.agent.UnpackLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

class DownloaderTest {

    private static final int RANGE = 16 << 20;

    private static StorageFixture storage;

    @TempDir
    Path temp;

    private LocalAgent agent;
    private Downloader downloader;

    @BeforeAll
    static void start() {
        storage = new StorageFixture();
    }

    @AfterAll
    static void stop() {
        storage.close();
    }

    @BeforeEach
    void workspace() throws IOException {
        agent = new LocalAgent(temp.resolve("workspace"));
        downloader = new Downloader(storage.s3, Optional.empty());
        storage.aws.journal().clear();
    }

    @AfterEach
    void calm() {
        storage.aws.faults().clear();
    }

    private Downloaded download(String key, String path) throws IOException, InterruptedException {
        return downloader.download(agent, "s3://" + BUCKET + "/" + key, path, Progress.none());
    }

    private static void put(String key, byte[] content, ChecksumAlgorithm algorithm) {
        storage.s3.putObject(
                put -> put.bucket(BUCKET).key(key).checksumAlgorithm(algorithm), RequestBody.fromBytes(content));
    }

    @Test
    void an_object_comes_to_its_place_and_is_checked() throws Exception {
        put("models/a b+%.bin", bytes(1000, 1), ChecksumAlgorithm.SHA256);

        Downloaded downloaded = download("models/a b+%.bin", "model/");

        assertThat(downloaded.checkedBy()).isEqualTo("SHA256");
        assertThat(agent.workspace().resolve("model/a b+%.bin")).hasBinaryContent(bytes(1000, 1));
        assertThat(agent.temp().resolve("codecraft-ai")).isEmptyDirectory();
    }

    @Test
    void other_checksums_are_checked_too() throws Exception {
        put("crc32", bytes(1000, 1), ChecksumAlgorithm.CRC32);
        put("crc32c", bytes(1000, 2), ChecksumAlgorithm.CRC32_C);

        assertThat(download("crc32", "one").checkedBy()).isEqualTo("CRC32");
        assertThat(download("crc32c", "two").checkedBy()).isEqualTo("CRC32C");
        assertThat(agent.workspace().resolve("two")).hasBinaryContent(bytes(1000, 2));
    }

    @Test
    void an_empty_object_is_an_empty_file() throws Exception {
        put("empty", new byte[0], ChecksumAlgorithm.SHA256);

        assertThat(download("empty", "x/empty").bytes()).isZero();
        assertThat(agent.workspace().resolve("x/empty")).isEmptyFile();
    }

    @Test
    void a_large_object_comes_in_ranges_and_a_failed_range_is_fetched_again() throws Exception {
        byte[] content = bytes(2 * RANGE + 5, 1);
        put("large", content, ChecksumAlgorithm.SHA256);
        storage.aws.faults().on("s3", "GetObject").nth(2).serverError(503);

        download("large", "large");

        assertThat(agent.workspace().resolve("large")).hasBinaryContent(content);
        assertThat(storage.aws.journal().count("GetObject")).isEqualTo(4);
    }

    @Test
    void an_object_that_was_sent_in_parts_is_checked_by_its_parts() throws Exception {
        byte[] content = bytes(RANGE + 5, 1);
        write(agent.workspace().resolve("large.bin"), content);
        StagedObject staged = storage.stager().stageFile(agent, "large.bin", "large.bin", Progress.none());

        Downloaded downloaded = downloader.download(agent, staged.s3Uri(), "back", Progress.none());

        assertThat(downloaded.checkedBy()).isEqualTo("SHA256_COMPOSITE");
        assertThat(agent.workspace().resolve("back")).hasBinaryContent(content);
    }

    @Test
    void an_archive_is_unpacked() throws Exception {
        write(agent.workspace().resolve("train/train.py"), "print()");
        write(agent.workspace().resolve("train/lib/x.py"), "pass");
        StagedObject staged = storage.stager().stageArchive(agent, ArchiveSource.tarGz("train"), Progress.none());

        Downloaded downloaded =
                downloader.downloadAndUnpack(agent, staged.s3Uri(), "model", UnpackLimits.DEFAULT, Progress.none());

        assertThat(downloaded.files()).isEqualTo(2);
        assertThat(agent.workspace().resolve("model/lib/x.py")).hasContent("pass");
        assertThat(agent.temp().resolve("codecraft-ai")).isEmptyDirectory();
    }

    @Test
    void an_archive_that_was_staged_is_not_sent_again() throws Exception {
        write(agent.workspace().resolve("train/train.py"), "print(1)");
        StagedObject first = storage.stager().stageArchive(agent, ArchiveSource.tarGz("train"), Progress.none());
        storage.aws.journal().clear();

        StagedObject second = storage.stager().stageArchive(agent, ArchiveSource.tarGz("train"), Progress.none());

        assertThat(second.s3Uri()).isEqualTo(first.s3Uri());
        assertThat(second.alreadyThere()).isTrue();
        assertThat(storage.aws.journal().count("PutObject")).isZero();
    }

    @Test
    void an_object_that_is_not_there_is_named() {
        assertThatThrownBy(() -> download("missing", "x"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("There is no object s3://data/missing");
    }

    @Test
    void a_place_outside_of_the_workspace_is_refused_and_nothing_is_left() {
        put("a", bytes(10, 1), ChecksumAlgorithm.SHA256);

        assertThatThrownBy(() -> download("a", "../a")).hasMessageContaining("leads out of the workspace");
        assertThat(temp.resolve("a")).doesNotExist();
        assertThat(agent.temp().resolve("codecraft-ai")).isEmptyDirectory();
    }

    @Test
    void small_objects_are_written_and_read() throws Exception {
        StoredObjects objects = new StoredObjects(storage.s3, StorageFixture.LOCATION);

        String uri = objects.write("runs/job/1/result.json", "{}", "application/json");

        assertThat(uri).isEqualTo("s3://data/team/iris/runs/job/1/result.json");
        assertThat(objects.read("runs/job/1/result.json", 10)).hasValue(new byte[] {'{', '}'});
        assertThat(objects.read("runs/job/2/result.json", 10)).isEmpty();
        assertThat(objects.exists("runs/job/1/result.json")).isTrue();
        assertThatThrownBy(() -> objects.read("runs/job/1/result.json", 1))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("larger than 1 bytes");
    }
}
