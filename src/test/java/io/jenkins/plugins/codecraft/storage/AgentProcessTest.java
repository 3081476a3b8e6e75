package io.jenkins.plugins.codecraft.storage;

import static io.jenkins.plugins.codecraft.storage.StorageFixture.LOCATION;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.bytes;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import io.jenkins.plugins.codecraft.storage.agent.UnpackLimits;
import io.jenkins.plugins.codecraft.storage.agent.UploadTask;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents as processes of their own. */
class AgentProcessTest {

    private static final int PART = 16 << 20;
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    private static final String PACKAGE = AgentTask.class.getPackageName() + ".";

    private static final Tuning ONE_BY_ONE = new Tuning(
            1,
            1,
            1,
            1 << 20,
            1,
            Tuning.DEFAULT.largestCopy(),
            Tuning.DEFAULT.validity(),
            Tuning.DEFAULT.abandonedAfter(),
            Tuning.DEFAULT.clock());

    private static StorageFixture storage;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        storage = new StorageFixture();
    }

    @AfterAll
    static void stop() {
        storage.close();
    }

    @AfterEach
    void calm() {
        storage.aws.faults().clear();
    }

    private ProcessAgent agent(String name, String... options) throws IOException {
        List<String> all =
                Stream.concat(QUICK_START.stream(), Stream.of(options)).toList();
        return new ProcessAgent(temp.resolve("workspace"), temp.resolve("classes-" + name), all);
    }

    private StagedDataset stage(Agent agent) throws IOException, InterruptedException {
        return storage.stager().stageDataset(agent, DatasetSource.of("job/" + temp, "data"), Progress.none());
    }

    @Test
    void the_agent_loads_classes_of_the_jdk_and_of_its_own_package_only() throws Exception {
        Path log = temp.resolve("classes.log");
        Path workspace = temp.resolve("workspace");
        write(workspace.resolve("data/a"), "a");
        write(workspace.resolve("data/large"), bytes(PART + 1, 1));
        try (ProcessAgent agent = agent("one", "-Xlog:class+load=info:file=" + log + "::filesize=0")) {
            stage(agent);
            StagedObject source = storage.stager().stageArchive(agent, ArchiveSource.tarGz("data"), Progress.none());
            StagedObject zip = storage.stager().stageArchive(agent, ArchiveSource.zip("data"), Progress.none());
            Downloader downloader = new Downloader(storage.s3, Optional.empty());
            for (StagedObject archive : List.of(source, zip)) {
                downloader.downloadAndUnpack(agent, archive.s3Uri(), "model", UnpackLimits.DEFAULT, Progress.none());
            }
        }

        assertThat(workspace.resolve("model/large")).hasBinaryContent(bytes(PART + 1, 1));
        List<String> own;
        try (Stream<String> lines = Files.lines(log)) {
            own = lines.map(Pattern.compile("] ([\\w.$/]+)(?:\\+0x\\w+|/0x\\w+)? source: (.*)")::matcher)
                    .filter(Matcher::find)
                    .filter(line ->
                            !line.group(2).startsWith("jrt:/") && !line.group(2).equals("shared objects file"))
                    .map(line -> line.group(1))
                    .filter(name -> !name.matches("(java|jdk|sun)[./].*"))
                    .toList();
        }
        assertThat(own)
                .contains(PACKAGE + "IndexTask", PACKAGE + "UnpackTask", PACKAGE + "SmallPut")
                .allMatch(name -> name.startsWith(PACKAGE) || name.startsWith(AgentMain.class.getName()));
        assertThat(size(temp.resolve("classes-one"))).isLessThan(400_000);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void what_a_killed_agent_had_sent_is_not_sent_again_by_the_next_one() throws Exception {
        byte[] content = bytes(4 * PART, 2);
        write(temp.resolve("workspace/data/large"), content);
        for (int i = 0; i < 30; i++) {
            write(temp.resolve("workspace/data/small" + i), bytes(1000, i));
        }
        storage.aws.journal().clear();
        try (ProcessAgent first = agent("first")) {
            storage.aws
                    .faults()
                    .on(call -> {
                        boolean third = call.operation().equals("UploadPart")
                                && storage.aws.journal().count("UploadPart") == 3;
                        if (third) {
                            first.kill();
                        }
                        return third;
                    })
                    .resetBefore();
            assertThatThrownBy(() -> new Stager(storage.s3, LOCATION, ONE_BY_ONE)
                            .stageDataset(first, DatasetSource.of("job/" + temp, "data"), Progress.none()))
                    .hasMessageContaining("the agent is gone");
        }
        storage.aws.faults().clear();
        storage.aws.journal().clear();

        try (ProcessAgent second = agent("second")) {
            StagedDataset dataset = stage(second);

            assertThat(storage.read(dataset)).hasSize(31).containsEntry("large", content);
        }
        assertThat(storage.aws.journal().count("CreateMultipartUpload")).isZero();
        assertThat(storage.aws.journal().count("UploadPart")).isEqualTo(2);
        assertThat(storage.s3
                        .listMultipartUploads(list -> list.bucket(StorageFixture.BUCKET))
                        .uploads())
                .isEmpty();
    }

    @Test
    void the_same_dataset_comes_from_two_agents_at_once() throws Exception {
        byte[] content = bytes(2 * PART, 3);
        write(temp.resolve("workspace/data/large"), content);
        for (int i = 0; i < 50; i++) {
            write(temp.resolve("workspace/data/deep/" + i), bytes(1000, i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (ProcessAgent one = agent("one");
                ProcessAgent two = agent("two")) {
            Future<StagedDataset> left = threads.submit(() -> stage(one));
            Future<StagedDataset> right = threads.submit(() -> stage(two));

            assertThat(left.get().digest()).isEqualTo(right.get().digest());
            Map<String, byte[]> read = storage.read(left.get());
            assertThat(read).hasSize(51).containsEntry("large", content);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_interrupt_reaches_the_agent_and_nothing_is_left_running() throws Exception {
        write(temp.resolve("workspace/data/large"), bytes(3 * PART, 4));
        Thread caller = Thread.currentThread();
        AtomicBoolean interrupted = new AtomicBoolean();
        try (ProcessAgent process = agent("one")) {
            Agent interrupting = new Agent() {
                @Override
                public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
                    if (task instanceof UploadTask && interrupted.compareAndSet(false, true)) {
                        caller.interrupt();
                    }
                    return process.call(task);
                }
            };

            assertThatThrownBy(() -> stage(interrupting)).isInstanceOf(InterruptedException.class);
        }
        assertThat(storage.s3
                        .listMultipartUploads(list -> list.bucket(StorageFixture.BUCKET))
                        .uploads())
                .isEmpty();
    }
}
