package io.jenkins.plugins.codecraft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.storage.LocalAgent;
import io.jenkins.plugins.codecraft.storage.agent.AgentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** What is done about a training that has ended: its run is kept, its model comes to the workspace. */
class EndedJobTest {

    private static final String REGION = "us-east-1";
    private static final BuildOrigin ORIGIN = new BuildOrigin("jenkins", "team/iris flowers", "7", 1000, "12");
    private static final String ARTIFACT = "output/iris/output/model.tar.gz";

    private static EmbeddedAws aws;
    private static AwsSessions sessions;

    @TempDir
    Path temp;

    private final List<String> console = new ArrayList<>();
    private final Map<String, String> fingerprints = new HashMap<>();
    private final Trainings training = new Trainings().channel("train", "data").channel("more", "s3://corp-data/more/");
    private LocalAgent agent;

    @BeforeAll
    static void start() throws IOException {
        aws = EmbeddedAws.start();
        sessions = new AwsSessions(scope -> new ExecutionInterceptor() {});
        aws.objects().createBucket(Trainings.BUCKET);
        aws.objects().put(Trainings.BUCKET, ARTIFACT, tarGz("weights/w.bin", "1,2,3"));
    }

    @AfterAll
    static void stop() {
        sessions.close();
        aws.close();
    }

    @BeforeEach
    void workspace() throws IOException {
        agent = new LocalAgent(temp.resolve("workspace"));
    }

    @AfterEach
    void calm() {
        aws.faults().clear();
        aws.objects().list(Trainings.BUCKET, "runs/").forEach(object -> aws.objects()
                .delete(Trainings.BUCKET, object.key()));
    }

    private static byte[] tarGz(String path, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            byte[] text = content.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(path);
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private EndedJob ended(String failure) {
        String bucket = "s3://" + Trainings.BUCKET;
        StagedInputs inputs =
                StagedInputs.none().withChannel(bucket + "/datasets/0a/data/").withChannel("s3://corp-data/more/");
        Map<String, Object> result = Map.of("name", "iris-7", "modelArtifacts", bucket + "/" + ARTIFACT);
        return new EndedJob(TrainingJob.of(training.settings(), ORIGIN), inputs, new Conclusion(result, failure));
    }

    private Map<String, Object> goOn(EndedJob ended) throws IOException, InterruptedException {
        Progress progress = ended.goOn();
        while (progress instanceof Progress.Next next) {
            progress = next.operation().advance(new Context());
        }
        return ((Progress.Done) progress).result();
    }

    private static String run(String name) {
        return "runs/team/iris flowers/7/iris-7-" + ORIGIN.id() + "/" + name;
    }

    private static String text(String key) throws IOException {
        try (InputStream in = aws.objects().open(Trainings.BUCKET, key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Object> json(String key) throws IOException {
        Map<String, Object> values = new HashMap<>();
        ((Map<?, ?>) Json.read(text(key)).orElseThrow()).forEach((name, value) -> values.put((String) name, value));
        return values;
    }

    @Test
    void nothing_is_kept_or_fetched_unless_it_is_wanted() throws Exception {
        assertThat(goOn(ended(""))).doesNotContainKeys("archive", "downloaded");
        assertThat(aws.objects().list(Trainings.BUCKET, "runs/")).isEmpty();
    }

    @Test
    void the_model_is_unpacked_into_the_workspace() throws Exception {
        training.downloading("model/");

        assertThat(goOn(ended(""))).containsEntry("downloaded", "model/");

        assertThat(agent.workspace().resolve("model/weights/w.bin")).hasContent("1,2,3");
        assertThat(console)
                .anyMatch(line -> line.startsWith("Model in model/: 1 file from s3://" + Trainings.BUCKET + "/"));
    }

    @Test
    void a_download_after_a_crash_replaces_what_the_first_one_left() throws Exception {
        training.downloading("model");
        goOn(ended(""));

        goOn(ended(""));

        assertThat(agent.workspace().resolve("model/weights/w.bin")).hasContent("1,2,3");
        assertThat(agent.temp().resolve("codecraft-ai")).isEmptyDirectory();
    }

    @Test
    void a_model_can_not_replace_a_file_by_its_folder() throws Exception {
        training.downloading("model");
        java.nio.file.Files.writeString(agent.workspace().resolve("model"), "a file");

        assertThatThrownBy(() -> goOn(ended("")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("'model' is not a folder");
    }

    @Test
    void inputs_log_and_result_are_kept() throws Exception {
        training.archived().script("train", "train.py");
        String job = "iris-7-" + ORIGIN.id();
        aws.logs().put(REGION, TrainingJob.LOG_GROUP, job + "/algo-1-1700000000", "epoch 1");
        aws.logs().put(REGION, TrainingJob.LOG_GROUP, job + "/algo-1-1700000000", "accuracy=0.95");

        Map<String, Object> result = goOn(ended(""));

        String uri = "s3://" + Trainings.BUCKET + "/" + run("");
        assertThat(result).containsEntry("archive", uri);
        String page = "https://us-east-1.console.aws.amazon.com/s3/buckets/" + Trainings.BUCKET
                + "?region=us-east-1&prefix=runs%2Fteam%2Firis%20flowers%2F7%2F" + job + "%2F";
        assertThat(result).containsEntry("archiveUrl", page);
        assertThat(console).containsExactly("Archived in " + uri, page);
        assertThat(text(run("log.txt"))).isEqualTo("epoch 1\naccuracy=0.95\n");
        assertThat(json(run("result.json")))
                .isEqualTo(Map.copyOf(ended("").conclusion().result()));
        assertThat(json(run("inputs.json")))
                .containsEntry("trainingJob", job)
                .containsEntry("entryPoint", "train.py")
                .containsEntry(
                        "channels",
                        List.of(
                                Map.of(
                                        "name",
                                        "train",
                                        "source",
                                        "data",
                                        "uri",
                                        "s3://" + Trainings.BUCKET + "/datasets/0a/data/",
                                        "manifestUri",
                                        "s3://" + Trainings.BUCKET + "/datasets/0a/manifest.json"),
                                Map.of(
                                        "name",
                                        "more",
                                        "source",
                                        "s3://corp-data/more/",
                                        "uri",
                                        "s3://corp-data/more/")));
    }

    @Test
    void the_fingerprint_of_the_model_that_is_fetched_is_recorded() throws Exception {
        training.downloading("model/");

        goOn(ended(""));

        byte[] md5;
        try (InputStream model = aws.objects().open(Trainings.BUCKET, ARTIFACT)) {
            md5 = MessageDigest.getInstance("MD5").digest(model.readAllBytes());
        }
        assertThat(fingerprints)
                .containsOnly(Map.entry(
                        "iris-7-" + ORIGIN.id() + "/model.tar.gz",
                        HexFormat.of().formatHex(md5)));
    }

    @Test
    void what_may_be_secret_is_not_kept() throws Exception {
        training.archived();
        training.environment.put("API_TOKEN", "s3cret");

        goOn(ended(""));

        assertThat(text(run("inputs.json"))).doesNotContain("s3cret", "API_TOKEN");
    }

    @Test
    void a_training_that_failed_is_kept_with_the_reason_and_its_model_is_not_fetched() throws Exception {
        training.archived().downloading("model");

        assertThatThrownBy(() -> goOn(ended("The training job iris-7 failed: out of memory")))
                .isInstanceOf(OperationFailure.class)
                .hasMessage("The training job iris-7 failed: out of memory");

        assertThat(json(run("result.json")).get("failure")).isEqualTo("The training job iris-7 failed: out of memory");
        assertThat(agent.workspace()).isEmptyDirectory();
    }

    @Test
    void that_a_run_can_not_be_kept_does_not_fail_the_step() throws Exception {
        training.archived();
        aws.faults().on("s3", "PutObject").refuse("AccessDenied", 403, "Access Denied");

        assertThat(goOn(ended(""))).doesNotContainKey("archive");

        assertThat(console).singleElement().asString().startsWith("The run is not archived. Cannot write s3://");
    }

    @Test
    void a_log_that_may_not_be_read_is_left_out() throws Exception {
        training.archived();
        aws.faults().on("logs", "*").refuse("AccessDeniedException", 400, "not authorized");

        goOn(ended(""));

        assertThat(console).hasSize(3).first().asString().startsWith("The log is not archived. AccessDeniedException");
        assertThat(aws.objects().list(Trainings.BUCKET, run("")))
                .extracting(object -> object.key())
                .containsExactlyInAnyOrder(run("inputs.json"), run("result.json"));
    }

    private final class Context implements OperationContext {
        @Override
        public AwsSession aws() {
            return sessions.open(new SessionRequest(
                    REGION,
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)),
                    Optional.empty(),
                    Optional.of(aws.endpoint())));
        }

        @Override
        public Agent agent() {
            return agent;
        }

        @Override
        public Console console() {
            return new Console() {
                @Override
                public void event(String text) {
                    console.add(text);
                }

                @Override
                public void line(String text) {
                    console.add(text);
                }
            };
        }

        @Override
        public void fingerprint(String name, String md5) {
            fingerprints.put(name, md5);
        }

        @Override
        public Wake wake() {
            return Wake.STARTED;
        }

        @Override
        public boolean restored() {
            return false;
        }
    }
}
