package io.jenkins.plugins.codecraft.storage;

import static io.jenkins.plugins.codecraft.storage.StorageFixture.BUCKET;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.LOCATION;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.bytes;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** Buckets that nothing is sent to, and those that encrypt with a key of one's own. */
class BucketRefusalTest {

    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
            "Resource":"arn:aws:s3:::data/*"}]}""";

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

    @AfterEach
    void closedAgain() {
        storage.aws.faults().clear();
        storage.s3.putPublicAccessBlock(
                put -> put.bucket(BUCKET).publicAccessBlockConfiguration(block -> block.ignorePublicAcls(true)
                        .restrictPublicBuckets(true)));
        storage.s3.deleteBucketPolicy(delete -> delete.bucket(BUCKET));
        storage.s3.putBucketAcl(put -> put.bucket(BUCKET).acl(BucketCannedACL.PRIVATE));
    }

    private StagedDataset stage(S3Location location) throws IOException, InterruptedException {
        return new Stager(storage.s3, location)
                .stageDataset(agent, DatasetSource.of("job/" + temp, "data"), Progress.none());
    }

    private static void openToPolicies() {
        storage.s3.deletePublicAccessBlock(delete -> delete.bucket(BUCKET));
        storage.s3.putBucketPolicy(put -> put.bucket(BUCKET).policy(POLICY));
    }

    @Test
    void nothing_is_sent_to_a_bucket_whose_policy_lets_everybody_in() {
        openToPolicies();
        storage.aws.journal().clear();

        assertThatThrownBy(() -> stage(LOCATION))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll(
                        "The bucket 'data' is public: its policy", "put-public-access-block", "use another bucket");
        assertThat(storage.aws.journal().effects()).isEmpty();
    }

    @Test
    void nothing_is_sent_to_a_bucket_whose_access_control_list_lets_everybody_in() throws Exception {
        storage.s3.deletePublicAccessBlock(delete -> delete.bucket(BUCKET));
        storage.s3.putBucketAcl(put -> put.bucket(BUCKET).acl(BucketCannedACL.PUBLIC_READ));
        assertThatThrownBy(() -> storage.stager().stageFile(agent, "data/a", "a", Progress.none()))
                .hasMessageContaining("is public: its access control list");
    }

    @Test
    void a_public_policy_that_the_bucket_blocks_lets_nobody_in() throws Exception {
        storage.s3.putBucketPolicy(put -> put.bucket(BUCKET).policy(POLICY));

        assertThat(storage.read(stage(LOCATION))).containsOnlyKeys("a");
    }

    @Test
    void who_may_not_ask_whether_a_bucket_is_public_may_stage_and_is_told_once() throws Exception {
        openToPolicies();
        for (String operation : new String[] {"GetPublicAccessBlock", "GetBucketPolicyStatus", "GetBucketAcl"}) {
            storage.aws.faults().on("s3", operation).refuse("AccessDenied", 403, "Access Denied");
        }
        List<String> console = new ArrayList<>();
        Stager stager = storage.stager();

        stager.stageFile(agent, "data/a", "a", Progress.lines(console::add));
        stager.stageFile(agent, "data/a", "another", Progress.lines(console::add));

        assertThat(console)
                .filteredOn(line -> line.contains("public"))
                .containsExactly("Bucket 'data' would not be refused if it were public: to see that, the identity needs"
                        + " s3:GetBucketPublicAccessBlock, s3:GetBucketPolicyStatus, s3:GetBucketAcl");
    }

    @Test
    void who_sees_that_public_access_is_blocked_is_told_nothing() throws Exception {
        for (String operation : new String[] {"GetBucketPolicyStatus", "GetBucketAcl"}) {
            storage.aws.faults().on("s3", operation).refuse("AccessDenied", 403, "Access Denied");
        }
        List<String> console = new ArrayList<>();

        storage.stager().stageFile(agent, "data/a", "a", Progress.lines(console::add));

        assertThat(console).noneMatch(line -> line.contains("public"));
    }

    @Test
    void a_bucket_of_another_account_is_refused_with_the_account() {
        S3Location location = LOCATION.withExpectedBucketOwner("999999999999");

        assertThatThrownBy(() -> stage(location))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("account 999999999999 (expectedBucketOwner) must own it");
        assertThat(storage.aws.journal().effects()).isEmpty();
    }

    @Test
    void the_agents_own_requests_name_the_owner_too() throws Exception {
        S3Location location = LOCATION.withExpectedBucketOwner(storage.aws.account());

        stage(location);

        assertThat(new Bucket(storage.s3, location)
                        .presignPut("x", 1, "c2hh", java.util.Map.of(), java.time.Duration.ofMinutes(1))
                        .headers())
                .containsEntry("x-amz-expected-bucket-owner", storage.aws.account());
    }

    @Test
    void a_bucket_in_another_region_is_refused_with_the_remedy() {
        storage.aws
                .faults()
                .on("s3", "GetPublicAccessBlock")
                .refuse("PermanentRedirect", 301, "The bucket must be addressed using the specified endpoint");

        assertThatThrownBy(() -> stage(LOCATION))
                .hasMessageContaining("The bucket 'data' is in another region; use a bucket in the region");
    }

    @Test
    void a_key_of_kms_encrypts_whole_files_and_parts_and_copies() throws Exception {
        S3Location location = LOCATION.withEncryption(new Encryption.SseKms(StorageFixture.KMS_KEY));
        write(agent.workspace().resolve("data/large"), bytes((16 << 20) + 1, 3));
        stage(location);
        write(agent.workspace().resolve("data/new"), "new");

        StagedDataset dataset = stage(location);

        assertThat(dataset.summary().copied()).isEqualTo(2);
        String prefix = dataset.s3Uri().substring("s3://data/".length());
        for (String name : new String[] {"a", "large", "new"}) {
            var head = storage.s3.headObject(look -> look.bucket(BUCKET).key(prefix + name));
            assertThat(head.serverSideEncryptionAsString()).isEqualTo("aws:kms");
            assertThat(head.ssekmsKeyId()).isEqualTo(StorageFixture.KMS_KEY);
        }
    }
}
