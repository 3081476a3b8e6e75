package io.jenkins.plugins.codecraft.storage;

import static io.jenkins.plugins.codecraft.storage.StorageFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.storage.agent.AgentTask;
import io.jenkins.plugins.codecraft.storage.agent.FileEntry;
import io.jenkins.plugins.codecraft.storage.agent.IndexTask.Indexed;
import io.jenkins.plugins.codecraft.storage.agent.ListTask;
import io.jenkins.plugins.codecraft.storage.agent.Sent;
import io.jenkins.plugins.codecraft.storage.agent.UploadTask;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent may answer, and what becomes of it. */
class UntrustedAgentTest {

    private static StorageFixture storage;

    @TempDir
    Path temp;

    private LocalAgent agent;

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
        write(agent.workspace().resolve("data/a"), temp.toString());
        storage.aws.journal().clear();
    }

    private StagedDataset stage(Agent with) throws IOException, InterruptedException {
        return storage.stager().stageDataset(with, DatasetSource.of("job/" + temp, "data"), Progress.none());
    }

    /** An agent that forges answers of one type. */
    private <A> Agent forging(Class<A> type, UnaryOperator<A> forge) {
        return new Agent() {
            @Override
            @SuppressWarnings("unchecked")
            public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
                T answer = agent.call(task);
                return type.isInstance(answer) ? (T) forge.apply(type.cast(answer)) : answer;
            }
        };
    }

    private static ListTask.Batch listing(FileEntry... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (FileEntry entry : entries) {
                entry.write(out);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new ListTask.Batch(bytes.toByteArray(), bytes.size(), true, false);
    }

    private static FileEntry entry(String path) {
        return new FileEntry(path, 1, 0, 0, new byte[32]);
    }

    @Test
    void a_listing_of_another_digest_is_not_used() {
        Agent lying = forging(ListTask.Batch.class, batch -> listing(entry("b")));

        assertThatThrownBy(() -> stage(lying)).hasMessageContaining("not the one it told the digest of");
        assertThat(storage.aws.journal().effects()).isEmpty();
    }

    @Test
    void a_path_with_dots_is_not_used() {
        for (String path : new String[] {"../x", "a/../../x", "/x", "a//b", "a/./b", "."}) {
            Agent lying = forging(ListTask.Batch.class, batch -> listing(entry(path)));

            assertThatThrownBy(() -> stage(lying)).as(path).hasMessageContaining("holds the path");
        }
    }

    @Test
    void a_path_that_comes_twice_is_not_used() {
        Agent lying = forging(ListTask.Batch.class, batch -> listing(entry("b"), entry("b")));

        assertThatThrownBy(() -> stage(lying)).isInstanceOf(StorageException.class);
    }

    @Test
    void a_digest_that_is_none_is_not_used() {
        Agent lying = forging(Indexed.class, indexed -> new Indexed("../../x", 1, 1, 1, 0, 0, new ArrayList<>()));

        assertThatThrownBy(() -> stage(lying)).hasMessageContaining("not sound");
        assertThat(storage.aws.journal().calls()).isEmpty();
    }

    @Test
    void a_file_that_was_not_sent_makes_no_dataset() {
        Agent lying = new Agent() {
            @Override
            @SuppressWarnings("unchecked")
            public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
                if (task instanceof UploadTask upload) {
                    ArrayList<Sent> answers = new ArrayList<>();
                    upload.pieces().forEach(piece -> answers.add(new Sent(Sent.Outcome.SENT, "\"etag\"", "")));
                    return (T) answers;
                }
                return agent.call(task);
            }
        };

        assertThatThrownBy(() -> stage(lying)).hasMessageContaining("although it was sent");
        assertThat(storage.aws.journal().effects()).isEmpty();
    }

    @Test
    void other_content_than_was_hashed_is_refused_by_s3_and_listed_again() throws Exception {
        Agent changing = new Agent() {
            private boolean changed;

            @Override
            public <T extends Serializable> T call(AgentTask<T> task) throws IOException, InterruptedException {
                if (task instanceof UploadTask && !changed) {
                    changed = true;
                    write(agent.workspace().resolve("data/a"), "changed after it was hashed");
                }
                return agent.call(task);
            }
        };

        StagedDataset dataset = stage(changing);

        assertThat(storage.read(dataset)).containsEntry("a", "changed after it was hashed".getBytes());
    }

    @Test
    void two_agents_may_stage_the_same_dataset_at_once() throws Exception {
        byte[] large = StorageFixture.bytes(33 << 20, 5);
        LocalAgent other = new LocalAgent(temp.resolve("other"));
        for (LocalAgent each : new LocalAgent[] {agent, other}) {
            write(each.workspace().resolve("data/a"), "same");
            write(each.workspace().resolve("data/large"), large);
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<StagedDataset> one = threads.submit(() -> stage(agent));
            Future<StagedDataset> two = threads.submit(() -> stage(other));

            assertThat(one.get().digest()).isEqualTo(two.get().digest());
            assertThat(storage.read(one.get())).containsEntry("large", large).containsKey("a");
        } finally {
            threads.shutdownNow();
        }
        assertThat(storage.s3
                        .listMultipartUploads(list -> list.bucket(StorageFixture.BUCKET))
                        .uploads())
                .isEmpty();
    }

    @Test
    void presigned_urls_are_in_no_text() throws Exception {
        stage(agent);

        assertThat(agent.tasks().toString()).contains("upload of 1 pieces").doesNotContain("X-Amz-Signature");
    }
}
