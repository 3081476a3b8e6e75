package io.jenkins.plugins.codecraft.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class IamPolicyTest {

    private static IamPolicy policy(String statements) {
        return IamPolicy.parse("{\"Version\": \"2012-10-17\", \"Statement\": [" + statements.replace('\'', '"') + "]}");
    }

    private static final String READ = "{'Sid': 'Read', 'Effect': 'Allow', 'Action': ['s3:Get*', 's3:ListBucket'],"
            + " 'Resource': ['arn:aws:s3:::data/in/*', 'arn:aws:s3:::data']}";

    @Test
    void wildcards_stand_for_any_text_and_actions_have_no_case() {
        assertThat(policy(READ).allows(Permission.of("s3:getobject", "arn:aws:s3:::data/in/a/b")))
                .isTrue();
        assertThat(policy(READ).allows(Permission.of("s3:GetObject", "arn:aws:s3:::data/out/a")))
                .isFalse();
        assertThat(policy(READ).allows(Permission.of("s3:PutObject", "arn:aws:s3:::data/in/a")))
                .isFalse();
    }

    @Test
    void a_condition_wants_its_key_unless_it_is_for_all_of_its_values() {
        String pass = "{'Sid': 'Pass', 'Effect': 'Allow', 'Action': 'iam:PassRole', 'Resource': '*',"
                + " 'Condition': {'%s': {'iam:PassedToService': ['lambda.amazonaws.com']}}}";
        Permission toLambda = Permission.passRole("arn:aws:iam::123456789012:role/R", "lambda.amazonaws.com");
        Permission toNobody = new Permission("iam:PassRole", toLambda.resource(), Map.of());

        assertThat(policy(pass.formatted("StringEquals")).allows(toLambda)).isTrue();
        assertThat(policy(pass.formatted("StringEquals")).allows(toNobody)).isFalse();
        assertThat(policy(pass.formatted("ForAllValues:StringEquals")).allows(toNobody))
                .isTrue();
        assertThatThrownBy(() -> policy(pass.formatted("ArnLike"))).hasMessageContaining("ArnLike");
    }

    @Test
    void what_two_statements_allow_needs_neither_of_them() {
        IamPolicy twice = policy(READ + "," + READ.replace("'Read'", "'Again'"));
        twice.allows(Permission.of("s3:ListBucket", "arn:aws:s3:::data"));
        IamPolicy optional = policy(READ + "," + READ.replace("'Read'", "'OnlySometimes'"));
        optional.allows(Permission.of("s3:ListBucket", "arn:aws:s3:::data"));

        assertThat(twice.neededActions()).isEmpty();
        assertThat(optional.neededActions()).containsExactly("Read: s3:ListBucket");
        assertThat(optional.neededResources()).containsExactly("Read: arn:aws:s3:::data");
    }

    @Test
    void a_caller_may_do_what_its_policies_allow_and_do_not_deny() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                S3Client s3 = limited(
                        aws, READ + ", {'Sid': 'No', 'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*/secret'}")) {
            aws.objects().createBucket("data");
            aws.objects().put("data", "in/a", new byte[] {1});
            aws.objects().put("data", "in/secret", new byte[] {1});

            assertThat(s3.getObjectAsBytes(get -> get.bucket("data").key("in/a"))
                            .asByteArray())
                    .hasSize(1);
            assertThatThrownBy(
                            () -> s3.getObjectAsBytes(get -> get.bucket("data").key("in/secret")))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("is not authorized to perform: s3:GetObject");
            assertThatThrownBy(() -> s3.deleteObject(one -> one.bucket("data").key("in/a")))
                    .hasMessageContaining("arn:aws:iam::123456789012:user/reader is not authorized to perform:"
                            + " s3:DeleteObject on resource: arn:aws:s3:::data/in/a");
        }
    }

    @Test
    void who_may_not_list_a_bucket_does_not_learn_what_is_missing() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                S3Client s3 = limited(aws, READ.replace("'s3:ListBucket'", "'s3:ListBucketVersions'"))) {
            aws.objects().createBucket("data");

            assertThatThrownBy(() -> s3.headObject(head -> head.bucket("data").key("in/none")))
                    .isInstanceOfSatisfying(S3Exception.class, error -> assertThat(error.statusCode())
                            .isEqualTo(403));
        }
    }

    private static S3Client limited(EmbeddedAws aws, String statements) {
        String id = "AKIAIOSFODNN7LIMITED";
        Iam.AccessKey key = aws.iam().user("reader", id, EmbeddedAws.SECRET_ACCESS_KEY);
        aws.iam().attach(key, policy(statements));
        return S3Client.builder()
                .httpClient(ApacheHttpClient.create())
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(id, EmbeddedAws.SECRET_ACCESS_KEY)))
                .build();
    }
}
