package io.jenkins.plugins.codecraft.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is said of S3's refusals. */
class S3CallsTest {

    private static final S3Location LOCATION = S3Location.of("corp-data", "team");

    private static void refused(S3Location location, int status, String code, String region) throws Exception {
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(status);
        if (!region.isEmpty()) {
            response.putHeader("x-amz-bucket-region", region);
        }
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(code.isEmpty() ? null : code)
                .errorMessage(code.isEmpty() ? null : "as S3 says it")
                .sdkHttpResponse(response.build())
                .build();
        S3Exception error = (S3Exception) S3Exception.builder()
                .statusCode(status)
                .requestId("R1")
                .awsErrorDetails(details)
                .build();
        new S3Calls(location).make("write s3://corp-data/team/x", () -> {
            throw error;
        });
    }

    @Test
    void a_refusal_has_what_was_done_and_what_s3_said() {
        assertThatThrownBy(() -> refused(LOCATION, 409, "OperationAborted", ""))
                .isInstanceOf(StorageException.class)
                .hasMessage("Cannot write s3://corp-data/team/x: S3 answered 409 OperationAborted: as S3 says it"
                        + " (request id R1)");
    }

    @Test
    void a_bucket_in_another_region_is_said_with_that_region() {
        String remedy = "The bucket 'corp-data' is in region eu-west-1; use a bucket in the region of the training,"
                + " or set the region to the bucket's";
        assertThatThrownBy(() -> refused(LOCATION, 301, "PermanentRedirect", "eu-west-1"))
                .hasMessageEndingWith(remedy);
        assertThatThrownBy(() -> refused(LOCATION, 400, "AuthorizationHeaderMalformed", "eu-west-1"))
                .hasMessageEndingWith(remedy);
        assertThatThrownBy(() -> refused(LOCATION, 301, "PermanentRedirect", ""))
                .hasMessageContaining("is in another region;");
    }

    @Test
    void a_head_in_another_region_which_has_no_body_is_understood_too() {
        assertThatThrownBy(() -> refused(LOCATION, 301, "", "eu-west-1")).hasMessageContaining("region eu-west-1");
        assertThatThrownBy(() -> refused(LOCATION, 400, "", "eu-west-1")).hasMessageContaining("region eu-west-1");
    }

    @Test
    void a_bucket_that_does_not_exist_is_to_be_created_or_corrected() {
        assertThatThrownBy(() -> refused(LOCATION, 404, "NoSuchBucket", ""))
                .hasMessageEndingWith("There is no bucket 'corp-data'; create it, or correct the parameter bucket");
    }

    @Test
    void a_denial_names_the_permissions() {
        assertThatThrownBy(() -> refused(LOCATION, 403, "AccessDenied", ""))
                .hasMessageContainingAll("s3:PutObject", "s3:ListBucketMultipartUploads", "bucket 'corp-data'")
                .hasMessageNotContaining("expectedBucketOwner");
    }

    @Test
    void a_denial_names_the_account_that_must_own_the_bucket() {
        assertThatThrownBy(() -> refused(LOCATION.withExpectedBucketOwner("111122223333"), 403, "AccessDenied", ""))
                .hasMessageContaining("account 111122223333 (expectedBucketOwner) must own it");
    }

    @Test
    void a_key_that_may_not_be_used_is_told_from_the_bucket() {
        assertThatThrownBy(() -> refused(LOCATION, 400, "KMS.DisabledException", ""))
                .hasMessageContaining("kms:GenerateDataKey and kms:Decrypt");
    }

    @Test
    void a_network_that_is_gone_is_said_as_the_client_says_it() {
        assertThatThrownBy(() -> new S3Calls(LOCATION).make("list s3://corp-data/team/", () -> {
                    throw SdkClientException.create("Unable to execute HTTP request");
                }))
                .isInstanceOf(StorageException.class)
                .hasMessage("Cannot list s3://corp-data/team/: Unable to execute HTTP request");
    }
}
