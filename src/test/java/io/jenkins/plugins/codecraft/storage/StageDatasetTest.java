package io.jenkins.plugins.codecraft.storage;

import static io.jenkins.plugins.codecraft.storage.StorageFixture.BUCKET;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.LOCATION;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.bytes;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.storage.agent.UploadTask;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ChecksumMode;

class StageDatasetTest {

    private static final int PART = 16 << 20;

    private static StorageFixture storage;

    @TempDir
    Path temp;

    private LocalAgent agent;
    private Path data;
    private final List<String> console = new ArrayList<>();

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
        data = Files.createDirectories(agent.workspace().resolve("data"));
        storage.aws.journal().clear();
    }

    @AfterEach
    void calm() {
        storage.aws.faults().clear();
        storage.keys("")
                .forEach(key ->
                        storage.s3.deleteObject(delete -> delete.bucket(BUCKET).key(key)));
    }

    private StagedDataset stage() throws IOException, InterruptedException {
        return stage(DatasetSource.of("job/train", "data"));
    }

    private StagedDataset stage(DatasetSource source) throws IOException, InterruptedException {
        return storage.stager().stageDataset(agent, source, Progress.lines(console::add));
    }

    @Test
    void files_become_plain_objects_under_one_prefix() throws Exception {
        write(data.resolve("a.csv"), "1,2");
        write(data.resolve("deep/er/b.csv"), "3,4");

        StagedDataset dataset = stage();

        assertThat(dataset.s3Uri()).isEqualTo("s3://data/team/iris/datasets/" + dataset.digest() + "/data/");
        assertThat(storage.read(dataset))
                .containsOnly(
                        Map.entry("a.csv", "1,2".getBytes(UTF_8)), Map.entry("deep/er/b.csv", "3,4".getBytes(UTF_8)));
        assertThat(dataset.summary().sent()).isEqualTo(2);
    }

    @Test
    void the_digest_is_that_of_the_manifest() throws Exception {
        write(data.resolve("a.csv"), "1,2");

        StagedDataset dataset = stage();

        byte[] manifest = storage.get("team/iris/datasets/" + dataset.digest() + "/manifest.json");
        assertThat(new String(manifest, UTF_8)).isEqualTo("""
                {"version":1,"files":[
                {"path":"a.csv","size":3,"sha256":"9d00bbd5a89f5ef89e4a9a0b4b3a4f4d2f9ca5b9c9b2c1ea1e7dbd2ab9cf2a56"}
                ]}
                """.replaceAll("[0-9a-f]{64}", sha256("1,2")));
        assertThat(sha256(new String(manifest, UTF_8))).isEqualTo(dataset.digest());
    }

    @Test
    void awkward_names_arrive_as_they_are() throws Exception {
        String longPath = ("n".repeat(225) + "/").repeat(3) + "e".repeat(222);
        List<String> names =
                List.of("a b", "a+b", "100%", "%20", "new\nline", "ü€😀", "\uFF5E", "quote\"s", "b\\s", longPath);
        for (String name : names) {
            write(data.resolve(name), name);
        }
        assertThat(longPath).hasSize(900);

        StagedDataset dataset = stage();

        assertThat(storage.read(dataset).keySet()).containsExactlyInAnyOrderElementsOf(names);
        storage.read(dataset).forEach((name, content) -> assertThat(content).isEqualTo(name.getBytes(UTF_8)));
    }

    @Test
    void an_empty_file_is_staged() throws Exception {
        write(data.resolve("empty"), "");

        assertThat(storage.read(stage())).containsOnly(Map.entry("empty", new byte[0]));
    }

    @Test
    void a_single_file_is_a_dataset() throws Exception {
        write(data.resolve("one.csv"), "1");
        write(data.resolve("two.csv"), "2");

        assertThat(storage.read(stage(DatasetSource.of("one", "data/one.csv")))).containsOnlyKeys("one.csv");
    }

    @Test
    void a_source_without_a_file_is_an_error_that_names_the_pattern() throws Exception {
        write(data.resolve("a.csv"), "1");

        assertThatThrownBy(() -> stage(new DatasetSource("c", "data", List.of("**/*.parquet"), List.of("tmp/**"))))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("'data'", "**/*.parquet", "tmp/**");
        assertThat(storage.aws.journal().calls()).isEmpty();
    }

    @Test
    void a_source_that_does_not_exist_is_an_error_that_names_it() {
        assertThatThrownBy(() -> stage(DatasetSource.of("c", "dat")))
                .hasMessageContaining("'dat' does not exist in the workspace");
    }

    @Test
    void a_source_outside_of_the_workspace_is_refused() throws Exception {
        write(temp.resolve("secret/key"), "s3cret");
        Files.createSymbolicLink(agent.workspace().resolve("link"), temp.resolve("secret"));

        assertThatThrownBy(() -> stage(DatasetSource.of("c", "../secret")))
                .hasMessageContaining("out of the workspace");
        assertThatThrownBy(() -> stage(DatasetSource.of("c", "link"))).hasMessageContaining("out of the workspace");
    }

    @Test
    void a_link_out_of_the_folder_is_left_out_and_told() throws Exception {
        write(data.resolve("a"), "a");
        write(temp.resolve("secret"), "s3cret");
        Files.createSymbolicLink(data.resolve("b"), temp.resolve("secret"));
        Files.createSymbolicLink(data.resolve("c"), data.resolve("a"));

        assertThat(storage.read(stage())).containsOnlyKeys("a", "c");
        assertThat(console).anyMatch(line -> line.contains("Left out") && line.endsWith(": b"));
    }

    @Test
    void an_unchanged_dataset_costs_one_head() throws Exception {
        write(data.resolve("a"), "a");
        write(data.resolve("b"), "b");
        StagedDataset first = stage();
        storage.aws.journal().clear();

        StagedDataset second = stage();

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(storage.aws.journal().counts()).isEqualTo(Map.of("s3:HeadObject", 1));
        assertThat(second.summary().alreadyThere()).isEqualTo(2);
    }

    @Test
    void only_the_changed_file_is_sent() throws Exception {
        for (int i = 0; i < 50; i++) {
            write(data.resolve("file" + i), bytes(1000, i));
        }
        stage();
        write(data.resolve("file7"), "changed");
        storage.aws.journal().clear();

        StagedDataset second = stage();

        assertThat(storage.dataPuts()).isEqualTo(1);
        assertThat(second.summary())
                .extracting(Summary::sent, Summary::copied, Summary::alreadyThere)
                .containsExactly(1L, 49L, 0L);
        assertThat(storage.read(second))
                .hasSize(50)
                .containsEntry("file7", "changed".getBytes(UTF_8))
                .containsEntry("file8", bytes(1000, 8));
    }

    @Test
    void a_very_large_file_is_copied_by_parts() throws Exception {
        byte[] content = bytes(2 * PART + 1, 1);
        write(data.resolve("large"), content);
        stage();
        write(data.resolve("new"), "new");
        storage.aws.journal().clear();

        StagedDataset second = stageCopyingByParts();

        assertThat(storage.aws.journal().counts())
                .containsEntry("s3:UploadPartCopy", 3)
                .doesNotContainKeys("s3:UploadPart", "s3:CopyObject");
        assertThat(second.summary()).extracting(Summary::sent, Summary::copied).containsExactly(1L, 1L);
        assertThat(storage.read(second)).containsEntry("large", content);
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void a_very_large_file_that_is_gone_is_sent() throws Exception {
        byte[] content = bytes(PART + 1, 1);
        write(data.resolve("large"), content);
        StagedDataset first = stage();
        String lost = "team/iris/datasets/" + first.digest() + "/data/large";
        storage.s3.deleteObject(delete -> delete.bucket(BUCKET).key(lost));
        write(data.resolve("new"), "new");

        StagedDataset second = stageCopyingByParts();

        assertThat(second.summary()).extracting(Summary::sent, Summary::copied).containsExactly(2L, 0L);
        assertThat(storage.read(second)).containsEntry("large", content);
        assertThat(openUploads()).isEmpty();
    }

    private StagedDataset stageCopyingByParts() throws IOException, InterruptedException {
        Tuning tuning = tuning(PART, Tuning.DEFAULT.clock());
        return new Stager(storage.s3, LOCATION, tuning)
                .stageDataset(agent, DatasetSource.of("job/train", "data"), Progress.none());
    }

    private static Tuning tuning(long largestCopy, InstantSource clock) {
        Tuning usual = Tuning.DEFAULT;
        return new Tuning(2, 4, 10, 1000, 4, largestCopy, usual.validity(), usual.abandonedAfter(), clock);
    }

    @Test
    void what_is_gone_from_the_earlier_dataset_is_sent() throws Exception {
        write(data.resolve("a"), "a");
        write(data.resolve("b"), "b");
        StagedDataset first = stage();
        String lost = "team/iris/datasets/" + first.digest() + "/data/a";
        storage.s3.deleteObject(delete -> delete.bucket(BUCKET).key(lost));
        write(data.resolve("c"), "c");

        StagedDataset second = stage();

        assertThat(storage.read(second)).containsOnlyKeys("a", "b", "c");
        assertThat(second.summary()).extracting(Summary::sent, Summary::copied).containsExactly(2L, 1L);
    }

    @Test
    void a_half_written_dataset_is_finished_by_the_next_build() throws Exception {
        for (int i = 0; i < 10; i++) {
            write(data.resolve("file" + i), bytes(100, i));
        }
        storage.aws.faults().on("s3", "PutObject").nth(11).refuse("AccessDenied", 403, "no manifest for you");
        assertThatThrownBy(this::stage).isInstanceOf(StorageException.class).hasMessageContaining("AccessDenied");
        storage.aws.journal().clear();

        StagedDataset finished = stage();

        assertThat(storage.dataPuts()).isZero();
        assertThat(finished.summary().alreadyThere()).isEqualTo(10);
        assertThat(storage.read(finished)).hasSize(10);
    }

    @Test
    void a_large_file_goes_in_parts_that_s3_verifies() throws Exception {
        byte[] content = bytes(2 * PART + 1, 1);
        write(data.resolve("large"), content);

        StagedDataset dataset = stage();

        String key = "team/iris/datasets/" + dataset.digest() + "/data/large";
        assertThat(storage.get(key)).isEqualTo(content);
        assertThat(storage.s3
                        .headObject(head -> head.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED))
                        .checksumSHA256())
                .endsWith("-3");
        assertThat(storage.aws.journal().count("UploadPart")).isEqualTo(3);
    }

    @Test
    void the_parts_that_a_crashed_build_sent_are_not_sent_again() throws Exception {
        write(data.resolve("large"), bytes(3 * PART, 1));
        storage.aws.faults().on("s3", "CompleteMultipartUpload").refuse("AccessDenied", 403, "not now");
        assertThatThrownBy(this::stage).hasMessageContaining("not now");
        storage.aws.faults().clear();
        storage.aws.journal().clear();

        StagedDataset dataset = stage();

        assertThat(storage.aws.journal().counts())
                .doesNotContainKeys("s3:UploadPart", "s3:CreateMultipartUpload")
                .containsEntry("s3:CompleteMultipartUpload", 1);
        assertThat(storage.read(dataset)).containsEntry("large", bytes(3 * PART, 1));
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void a_part_that_fails_is_sent_again_and_not_the_file() throws Exception {
        write(data.resolve("large"), bytes(3 * PART, 1));
        storage.aws.faults().on("s3", "UploadPart").nth(2).serverError(503);

        StagedDataset dataset = stage();

        assertThat(storage.aws.journal().count("UploadPart")).isEqualTo(4);
        assertThat(storage.read(dataset)).containsEntry("large", bytes(3 * PART, 1));
    }

    @Test
    void uploads_that_nobody_works_on_any_more_are_aborted() throws Exception {
        storage.s3.createMultipartUpload(
                create -> create.bucket(BUCKET).key("team/iris/datasets/" + "0".repeat(64) + "/data/lost"));
        write(data.resolve("a"), "a");
        InstantSource later = () -> Tuning.DEFAULT
                .clock()
                .instant()
                .plus(Tuning.DEFAULT.abandonedAfter().multipliedBy(2));
        Tuning tuning = tuning(Tuning.DEFAULT.largestCopy(), later);

        new Stager(storage.s3, LOCATION, tuning)
                .stageDataset(agent, DatasetSource.of("job/train", "data"), Progress.none());

        assertThat(openUploads()).isEmpty();
    }

    @Test
    void uploads_that_may_be_worked_on_are_left_alone() throws Exception {
        String key = "team/iris/datasets/" + "0".repeat(64) + "/data/other";
        String upload = storage.s3
                .createMultipartUpload(create -> create.bucket(BUCKET).key(key))
                .uploadId();
        write(data.resolve("a"), "a");

        stage();

        assertThat(openUploads()).containsExactly(key);
        storage.s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key(key).uploadId(upload));
    }

    @Test
    void an_interrupted_staging_aborts_its_uploads() throws Exception {
        write(data.resolve("large"), bytes(3 * PART, 1));
        Thread caller = Thread.currentThread();
        AtomicBoolean interrupted = new AtomicBoolean();
        Agent interrupting = new Agent() {
            @Override
            public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
                if (task instanceof UploadTask) {
                    if (interrupted.compareAndSet(false, true)) {
                        caller.interrupt();
                    }
                    new CountDownLatch(1).await();
                }
                return agent.call(task);
            }
        };

        assertThatThrownBy(() -> storage.stager()
                        .stageDataset(interrupting, DatasetSource.of("job/train", "data"), Progress.none()))
                .isInstanceOf(InterruptedException.class);

        assertThat(storage.aws.journal().count("CreateMultipartUpload")).isEqualTo(1);
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void twenty_percent_of_faults_do_not_stop_it() throws Exception {
        for (int i = 0; i < 60; i++) {
            write(data.resolve("file" + i), bytes(1000, i));
        }
        write(data.resolve("large"), bytes(2 * PART, 99));
        storage.aws.faults().on("s3", "PutObject").probability(0.1).serverError(500);
        storage.aws.faults().on("s3", "PutObject").probability(0.1).resetAfter();
        storage.aws.faults().on("s3", "UploadPart").probability(0.1).serverError(503);
        storage.aws.faults().on("s3", "UploadPart").probability(0.1).resetBefore();

        StagedDataset dataset = stage();

        storage.aws.faults().clear();
        assertThat(storage.read(dataset)).hasSize(61).containsEntry("file5", bytes(1000, 5));
    }

    @Test
    void tags_and_storage_class_are_those_of_the_location() throws Exception {
        write(data.resolve("a"), "a");
        S3Location location = LOCATION.withTags(Map.of("team", "iris")).withStorageClass("STANDARD_IA");

        StagedDataset dataset = new Stager(storage.s3, location)
                .stageDataset(agent, DatasetSource.of("job/train", "data"), Progress.none());

        String key = dataset.s3Uri().substring("s3://data/".length()) + "a";
        var head = storage.s3.headObject(h -> h.bucket(BUCKET).key(key));
        assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
        assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
        assertThat(storage.s3.getObjectTagging(t -> t.bucket(BUCKET).key(key)).tagSet())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("team=iris");
    }

    @Test
    void a_kms_key_that_is_not_there_is_reported_as_s3_says() throws Exception {
        write(data.resolve("a"), "a");
        S3Location location =
                LOCATION.withEncryption(new Encryption.SseKms("arn:aws:kms:us-east-1:123456789012:key/abc"));
        Stager stager = new Stager(storage.s3, location);

        assertThatThrownBy(() -> stager.stageDataset(agent, DatasetSource.of("c", "data"), Progress.none()))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("'a'", "KMS.NotFoundException", "key/abc", "request id");
    }

    @Test
    void a_bucket_that_does_not_exist_is_named_with_the_remedy() throws Exception {
        write(data.resolve("a"), "a");
        Stager stager = new Stager(storage.s3, S3Location.of("no-such-bucket", ""));

        assertThatThrownBy(() -> stager.stageDataset(agent, DatasetSource.of("c", "data"), Progress.none()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no-such-bucket")
                .hasMessageContaining("create it");
    }

    private List<String> openUploads() {
        return storage.s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
                .map(upload -> upload.key())
                .toList();
    }

    private static String sha256(String text) {
        return Digests.hex(Digests.sha256().digest(text.getBytes(UTF_8)));
    }
}
