package io.jenkins.plugins.codecraft.embedded;

import static io.jenkins.plugins.codecraft.embedded.TestClients.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

class CloudWatchLogsTest {
    private static final String REGION = "us-east-1";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private EmbeddedAws aws;
    private TestClients clients;
    private CloudWatchLogsClient logs;

    @BeforeEach
    void start() {
        aws = EmbeddedAws.start();
        clients = new TestClients(aws);
        logs = clients.logs();
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    @Test
    void a_reader_from_the_head_gets_every_line_once() {
        line(0, "a");
        line(1, "b");
        line(2, "c");

        GetLogEventsResponse first = fromHead(2);
        GetLogEventsResponse second = next(first.nextForwardToken());
        assertThat(messages(first)).containsExactly("a", "b");
        assertThat(messages(second)).containsExactly("c");
    }

    @Test
    void at_the_end_the_token_stays_the_same_until_more_comes() {
        line(0, "a");
        String end = fromHead(10).nextForwardToken();

        assertThat(next(end).nextForwardToken()).isEqualTo(end);
        line(1, "b");
        assertThat(messages(next(end))).containsExactly("b");
    }

    @Test
    void an_empty_stream_has_a_token_to_wait_with() {
        aws.logs().createStream(REGION, "g", "s");
        GetLogEventsResponse nothing = fromHead(10);

        assertThat(nothing.events()).isEmpty();
        line(0, "a");
        assertThat(messages(next(nothing.nextForwardToken()))).containsExactly("a");
    }

    @Test
    void without_from_head_the_latest_lines_come_and_the_backward_token_leads_on() {
        line(0, "a");
        line(1, "b");
        line(2, "c");

        GetLogEventsResponse last = logs.getLogEvents(
                get -> get.logGroupName("g").logStreamName("s").limit(2));
        assertThat(messages(last)).containsExactly("b", "c");
        assertThat(messages(next(last.nextBackwardToken()))).containsExactly("a");
        assertThat(messages(next(last.nextForwardToken()))).isEmpty();
    }

    @Test
    void a_line_that_comes_late_is_behind_the_token() {
        line(0, "a");
        line(5, "c");
        String token = fromHead(10).nextForwardToken();
        line(3, "b");

        assertThat(messages(next(token))).isEmpty();
        assertThat(messages(fromHead(10))).containsExactly("a", "b", "c");
    }

    @Test
    void a_page_holds_a_megabyte() {
        for (int i = 0; i < 5; i++) {
            line(i, "x".repeat(250_000));
        }

        assertThat(fromHead(10_000).events()).hasSize(4);
    }

    @Test
    void a_window_begins_with_its_start_and_ends_before_its_end() {
        line(0, "a");
        line(1, "b");
        line(2, "c");

        assertThat(messages(logs.getLogEvents(get -> get.logGroupName("g")
                        .logStreamName("s")
                        .startFromHead(true)
                        .startTime(NOON.plusSeconds(1).toEpochMilli())
                        .endTime(NOON.plusSeconds(2).toEpochMilli()))))
                .containsExactly("b");
    }

    @Test
    void streams_are_found_by_prefix_in_pages() {
        for (String stream : List.of("job/algo-1", "job/algo-2", "other")) {
            aws.logs().put(REGION, "g", stream, "x");
        }

        assertThat(logs.describeLogStreamsPaginator(list -> list.logGroupName("g")
                                .logStreamNamePrefix("job/")
                                .limit(1))
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("job/algo-1", "job/algo-2");
    }

    @Test
    void streams_are_ordered_by_name_or_by_their_last_event() {
        aws.logs().put(REGION, "g", "a", NOON.plusSeconds(9), "x");
        aws.logs().put(REGION, "g", "b", NOON, "x");

        assertThat(logs.describeLogStreams(list -> list.logGroupName("g").orderBy(OrderBy.LAST_EVENT_TIME))
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("b", "a");
        assertThat(code(() -> logs.describeLogStreams(list ->
                        list.logGroupName("g").orderBy(OrderBy.LAST_EVENT_TIME).logStreamNamePrefix("a"))))
                .isEqualTo("InvalidParameterException");
    }

    @Test
    void a_filter_finds_its_words_in_all_streams() {
        aws.logs().put(REGION, "g", "a", NOON, "epoch 1 loss=0.5");
        aws.logs().put(REGION, "g", "b", NOON.plusSeconds(1), "epoch 2 ERROR");

        assertThat(logs.filterLogEvents(filter -> filter.logGroupName("g").filterPattern("epoch -ERROR"))
                        .events())
                .extracting(event -> event.logStreamName() + ": " + event.message())
                .containsExactly("a: epoch 1 loss=0.5");
    }

    @Test
    void what_is_not_there_has_its_error() {
        aws.logs().createGroup(REGION, "g");

        assertThat(code(() -> logs.describeLogStreams(list -> list.logGroupName("none"))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(code(() -> fromHead(1))).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void a_wrong_parameter_is_named_in_the_words_of_aws() {
        var refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                software.amazon.awssdk.awscore.exception.AwsServiceException.class, () -> fromHead(0));

        assertThat(refused.awsErrorDetails().errorMessage())
                .isEqualTo("1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must"
                        + " have value greater than or equal to 1");
    }

    private void line(int second, String message) {
        aws.logs().put(REGION, "g", "s", NOON.plusSeconds(second), message);
    }

    private GetLogEventsResponse fromHead(int limit) {
        return logs.getLogEvents(get ->
                get.logGroupName("g").logStreamName("s").startFromHead(true).limit(limit));
    }

    private GetLogEventsResponse next(String token) {
        return logs.getLogEvents(get ->
                get.logGroupName("g").logStreamName("s").startFromHead(true).nextToken(token));
    }

    private static List<String> messages(GetLogEventsResponse page) {
        return page.events().stream().map(OutputLogEvent::message).toList();
    }
}
