package io.jenkins.plugins.codecraft.storage;

import static io.jenkins.plugins.codecraft.storage.StorageFixture.BUCKET;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.bytes;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import io.jenkins.plugins.codecraft.storage.agent.Sent;
import io.jenkins.plugins.codecraft.storage.agent.UnpackLimits;
import io.jenkins.plugins.codecraft.storage.agent.UploadTask;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** What went wrong or was left behind, and how the staging or the next one puts it right. */
class StagingRepairTest {

    private static final Duration LONGER_THAN_VALID = Tuning.DEFAULT.validity().plusMinutes(5);

    private static StorageFixture storage;

    @TempDir
    Path temp;

    private LocalAgent agent;
    private Path data;

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
        data = agent.workspace().resolve("data");
        for (int i = 0; i < 5; i++) {
            write(data.resolve("file" + i), temp.toString() + i);
        }
        storage.aws.journal().clear();
    }

    @AfterEach
    void calm() {
        storage.aws.faults().clear();
    }

    private StagedDataset stage(Agent with) throws IOException, InterruptedException {
        return storage.stager().stageDataset(with, DatasetSource.of("job/" + temp, "data"), Progress.none());
    }

    /** An agent whose first requests reach S3 only when their URLs have expired. */
    private Agent late(int times, Queue<Sent.Outcome> answers) {
        AtomicInteger tasks = new AtomicInteger();
        return new Agent() {
            @Override
            public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
                if (!(task instanceof UploadTask) || tasks.incrementAndGet() > times) {
                    return agent.call(task);
                }
                storage.aws.clock().advance(LONGER_THAN_VALID);
                try {
                    T answer = agent.call(task);
                    ((List<?>) answer).forEach(sent -> answers.add(((Sent) sent).outcome()));
                    return answer;
                } finally {
                    storage.aws.clock().advance(LONGER_THAN_VALID.negated());
                }
            }
        };
    }

    @Test
    void urls_that_expired_are_renewed() throws Exception {
        Queue<Sent.Outcome> late = new ConcurrentLinkedQueue<>();

        StagedDataset dataset = stage(late(1, late));

        assertThat(late).isNotEmpty().containsOnly(Sent.Outcome.EXPIRED);
        assertThat(storage.read(dataset)).hasSize(5);
        assertThat(storage.dataPuts()).isEqualTo(5);
    }

    @Test
    void fresh_urls_that_expire_time_and_again_are_said_to_be_the_clocks_fault() {
        assertThatThrownBy(() -> stage(late(Integer.MAX_VALUE, new ConcurrentLinkedQueue<>())))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("freshly presigned URLs for expired; set the controller's clock");
    }

    @Test
    void a_token_that_expired_while_files_were_sent_is_renewed() throws Exception {
        storage.aws
                .faults()
                .on("s3", "PutObject")
                .nth(3)
                .refuse("ExpiredToken", 403, "The provided token has expired.");

        assertThat(storage.read(stage(agent))).hasSize(5);
    }

    @Test
    void a_manifest_that_is_not_whole_is_not_used_and_is_written_again() throws Exception {
        StagedDataset first = stage(agent);
        String manifest = first.manifestUri().substring("s3://data/".length());
        byte[] whole = storage.get(manifest);
        String half = new String(whole, StandardCharsets.UTF_8).substring(0, whole.length / 2);
        storage.s3.putObject(put -> put.bucket(BUCKET).key(manifest), RequestBody.fromString(half));
        storage.s3.deleteObject(delete -> delete.bucket(BUCKET).key(manifest.replace("manifest.json", "data/file3")));

        StagedDataset second = stage(agent);

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(storage.get(manifest)).isEqualTo(whole);
        assertThat(storage.read(second)).hasSize(5);
        assertThat(second.summary())
                .extracting(Summary::sent, Summary::alreadyThere)
                .containsExactly(1L, 4L);
    }

    @Test
    void what_killed_tasks_left_in_the_temporary_folder_is_deleted_after_days() throws Exception {
        Path folder = Files.createDirectories(agent.temp().resolve("codecraft-ai"));
        Path old = leave(folder.resolve("x.download"), Duration.ofDays(3));
        Path archive = leave(folder.resolve("archive1.tar.gz"), Duration.ofDays(3));
        Path young = leave(folder.resolve("y.download"), Duration.ofHours(3));
        Path index = leave(folder.resolve("z.index"), Duration.ofDays(30));

        stage(agent);

        assertThat(old).doesNotExist();
        assertThat(archive).doesNotExist();
        assertThat(young).exists();
        assertThat(index).exists();
    }

    @Test
    void what_a_killed_unpacking_left_in_the_workspace_is_deleted_after_days() throws Exception {
        StagedObject packed = storage.stager().stageArchive(agent, ArchiveSource.tarGz("data"), Progress.none());
        Path draft = agent.workspace().resolve(".codecraft-unpack123");
        write(draft.resolve("deep/file"), "half");
        Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minus(Duration.ofDays(3))));

        new Downloader(storage.s3, Optional.empty())
                .downloadAndUnpack(agent, packed.s3Uri(), "model", UnpackLimits.DEFAULT, Progress.none());

        assertThat(draft).doesNotExist();
        assertThat(agent.workspace().resolve("model/file1")).hasContent(temp.toString() + 1);
    }

    private static Path leave(Path file, Duration ago) throws IOException {
        Files.write(file, bytes(10, 1));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    }
}
