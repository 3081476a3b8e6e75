package io.jenkins.plugins.codecraft.embedded.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Alarms as the SDK sees them. */
class CloudWatchTest {
    private final EmbeddedAws aws = EmbeddedAws.start();
    private final CloudWatchClient client = CloudWatchClient.builder()
            .httpClientBuilder(ApacheHttpClient.builder())
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)))
            .build();

    @AfterEach
    void end() {
        client.close();
        aws.close();
    }

    @Test
    void an_alarm_has_the_state_that_a_test_gave_it_in_its_region_only() {
        aws.service(CloudWatch.class).alarm("us-east-1", "iris-5xx", Alarm.State.ALARM);
        aws.service(CloudWatch.class).alarm("eu-west-1", "iris-4xx", Alarm.State.ALARM);
        assertThat(client.describeAlarms(request -> request.alarmNames("iris-5xx", "iris-4xx"))
                        .metricAlarms())
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.stateValue()).isEqualTo(StateValue.ALARM);
                    assertThat(alarm.alarmArn()).isEqualTo("arn:aws:cloudwatch:us-east-1:123456789012:alarm:iris-5xx");
                    assertThat(alarm.stateReason()).startsWith("Threshold crossed");
                });
    }

    @Test
    void an_alarm_that_was_just_created_has_no_data_until_its_state_is_set() {
        client.putMetricAlarm(request -> request.alarmName("a<b")
                .namespace("AWS/SageMaker")
                .metricName("Invocation5XXErrors")
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(1)
                .threshold(0.0));
        assertThat(client.describeAlarms().metricAlarms())
                .extracting(MetricAlarm::alarmName, MetricAlarm::stateValue)
                .containsExactly(tuple("a<b", StateValue.INSUFFICIENT_DATA));
        client.setAlarmState(
                request -> request.alarmName("a<b").stateValue(StateValue.OK).stateReason("tested"));
        assertThat(aws.service(CloudWatch.class).state("us-east-1", "a<b")).contains(Alarm.State.OK);
    }

    @Test
    void what_is_asked_for_in_pages_comes_in_pages() {
        for (String name : new String[] {"a", "b", "c"}) {
            aws.service(CloudWatch.class).alarm("us-east-1", name, Alarm.State.OK);
        }
        assertThat(client.describeAlarmsPaginator(request -> request.maxRecords(2))
                        .metricAlarms())
                .extracting(MetricAlarm::alarmName)
                .containsExactly("a", "b", "c");
        assertThat(client.describeAlarms(request -> request.alarmTypes(AlarmType.COMPOSITE_ALARM))
                        .metricAlarms())
                .isEmpty();
    }

    @Test
    void the_state_of_an_alarm_that_is_missing_cannot_be_set() {
        assertThatThrownBy(() -> client.setAlarmState(request ->
                        request.alarmName("none").stateValue(StateValue.OK).stateReason("tested")))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFound"));
    }
}
