package io.jenkins.plugins.codecraft.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Door, signatures, journal and faults, through services that need no S3. */
class EmbeddedAwsTest {
    private EmbeddedAws aws;
    private TestClients clients;

    @BeforeEach
    void start() {
        aws = EmbeddedAws.builder().role("Deployer", "123456789012").start();
        clients = new TestClients(aws);
    }

    @AfterEach
    void stop() {
        SdkGlobalTime.setGlobalTimeOffset(0);
        clients.close();
        aws.close();
    }

    @Test
    void a_known_key_is_told_who_it_is() {
        assertThat(clients.sts().getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/jenkins");
    }

    @Test
    void a_wrong_secret_does_not_match() {
        StsClient wrong = clients.stsWith(EmbeddedAws.ACCESS_KEY_ID, "wrong");

        assertThatThrownBy(wrong::getCallerIdentity).isInstanceOfSatisfying(AwsServiceException.class, refused -> {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.requestId()).isNotBlank();
        });
    }

    @Test
    void an_unknown_key_is_refused_in_the_words_of_the_protocol() {
        assertThat(code(() -> clients.stsWith("AKIANOBODY", "x").getCallerIdentity()))
                .isEqualTo("InvalidClientTokenId");
        assertThat(code(() -> clients.logsWith("AKIANOBODY", "x").describeLogGroups()))
                .isEqualTo("UnrecognizedClientException");
    }

    @Test
    void an_unsigned_request_is_refused() throws Exception {
        HttpRequest unsigned = HttpRequest.newBuilder(aws.endpoint().resolve("/?Action=GetCallerIdentity"))
                .build();

        var answer = HttpClient.newHttpClient().send(unsigned, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void the_sdk_corrects_its_clock_when_it_is_skewed() {
        aws.clock().advance(Duration.ofHours(1));

        assertThat(clients.sts().getCallerIdentity().account()).isEqualTo("123456789012");
        assertThat(aws.journal().calls()).extracting(Journal.Call::error).containsExactly("SignatureDoesNotMatch", "");
    }

    @Test
    void credentials_of_a_role_work_until_they_expire() {
        var credentials = clients.sts()
                .assumeRole(role ->
                        role.roleArn("arn:aws:iam::123456789012:role/Deployer").roleSessionName("build-7"))
                .credentials();
        StsClient session = clients.stsWith(credentials);

        assertThat(session.getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/Deployer/build-7");
        aws.iam().expire(credentials.accessKeyId());
        assertThat(code(session::getCallerIdentity)).isEqualTo("ExpiredToken");
    }

    @Test
    void a_role_that_asks_for_an_external_id_gets_it() {
        aws.iam().role(aws.iam().role("Partner", "123456789012").withExternalId("secret-handshake"));
        String arn = "arn:aws:iam::123456789012:role/Partner";

        assertThat(code(() -> clients.sts().assumeRole(role -> role.roleArn(arn).roleSessionName("me"))))
                .isEqualTo("AccessDenied");
        assertThat(clients.sts()
                        .assumeRole(
                                role -> role.roleArn(arn).roleSessionName("me").externalId("secret-handshake"))
                        .credentials()
                        .sessionToken())
                .isNotBlank();
    }

    @Test
    void a_session_is_no_longer_than_the_role_allows() {
        assertThat(code(() -> clients.sts().assumeRole(role -> role.roleArn("arn:aws:iam::123456789012:role/Deployer")
                        .roleSessionName("me")
                        .durationSeconds(7200))))
                .isEqualTo("ValidationError");
    }

    @Test
    void the_journal_keeps_calls_in_order_with_their_ends() {
        CloudWatchLogsClient logs = clients.logs();
        logs.createLogGroup(group -> group.logGroupName("g"));
        assertThat(code(() -> logs.createLogGroup(group -> group.logGroupName("g"))))
                .isEqualTo("ResourceAlreadyExistsException");
        logs.describeLogGroups();

        assertThat(aws.journal().calls())
                .extracting(Journal.Call::operation, Journal.Call::outcome, Journal.Call::mutating)
                .containsExactly(
                        tuple("CreateLogGroup", Journal.Outcome.DONE, true),
                        tuple("CreateLogGroup", Journal.Outcome.ERROR, true),
                        tuple("DescribeLogGroups", Journal.Outcome.DONE, false));
        assertThat(aws.journal().effects()).hasSize(1);
        assertThat(aws.journal().counts()).containsEntry("logs:CreateLogGroup", 2);
    }

    @Test
    void the_second_call_is_throttled_by_script() {
        var rule = aws.faults().on("logs", "DescribeLogGroups").nth(2).throttle();
        clients.logs().describeLogGroups();

        assertThat(code(clients.logs()::describeLogGroups)).isEqualTo("ThrottlingException");
        clients.logs().describeLogGroups();
        assertThat(rule.struck()).isEqualTo(1);
    }

    @Test
    void a_reset_before_leaves_no_effect() {
        aws.faults().on("logs", "CreateLogGroup").nth(1).resetBefore();

        assertThatThrownBy(() -> clients.logs().createLogGroup(group -> group.logGroupName("g")))
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(clients.logs().describeLogGroups().logGroups()).isEmpty();
        assertThat(aws.journal().calls("CreateLogGroup").get(0).outcome()).isEqualTo(Journal.Outcome.CUT);
    }

    @Test
    void a_reset_after_leaves_the_effect_unanswered() {
        aws.faults().on("logs", "CreateLogGroup").nth(1).resetAfter();

        assertThatThrownBy(() -> clients.logs().createLogGroup(group -> group.logGroupName("g")))
                .isInstanceOf(SdkClientException.class);
        assertThat(clients.logs().describeLogGroups().logGroups()).hasSize(1);
        assertThat(aws.journal().calls("CreateLogGroup").get(0).outcome()).isEqualTo(Journal.Outcome.UNANSWERED);
    }

    @Test
    void a_stalled_answer_comes_after_the_clients_patience() {
        aws.faults().on("logs", "DescribeLogGroups").nth(1).stall(Duration.ofSeconds(30));

        assertThatThrownBy(clients.logs()::describeLogGroups)
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void a_malformed_answer_cannot_be_parsed() {
        aws.faults().on("logs", "*").malformed();

        assertThatThrownBy(clients.logs()::describeLogGroups).isInstanceOf(SdkClientException.class);
    }

    @Test
    void a_server_error_is_retryable_by_its_status() {
        aws.faults().on("logs", "*").serverError(503);

        assertThatThrownBy(clients.logs()::describeLogGroups)
                .isInstanceOfSatisfying(AwsServiceException.class, failed -> assertThat(failed.statusCode())
                        .isEqualTo(503));
    }

    @Test
    void chance_repeats_with_its_seed() {
        assertThat(struckOfTwenty()).isEqualTo(struckOfTwenty()).isBetween(1, 19);
    }

    private int struckOfTwenty() {
        Faults faults = new Faults(7);
        var rule = faults.on(call -> true).probability(0.5).throttle();
        for (int i = 0; i < 20; i++) {
            faults.strike(null);
        }
        return rule.struck();
    }

    @Test
    void a_listener_crashes_between_effect_and_answer() {
        aws.faults().listen(new CallListener() {
            @Override
            public void afterEffect(Journal.Call call) {
                throw new IllegalStateException("crash");
            }
        });

        assertThatThrownBy(() -> clients.logs().createLogGroup(group -> group.logGroupName("g")))
                .isInstanceOf(SdkClientException.class);
        assertThat(aws.journal().effects()).extracting(Journal.Call::operation).containsExactly("CreateLogGroup");
    }

    @Test
    void a_closed_aws_no_longer_listens() {
        URI endpoint = aws.endpoint();
        aws.close();

        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(endpoint).build(), BodyHandlers.discarding()))
                .isInstanceOf(ConnectException.class);
    }

    private static String code(ThrowingCallable call) {
        return TestClients.code(call);
    }
}
