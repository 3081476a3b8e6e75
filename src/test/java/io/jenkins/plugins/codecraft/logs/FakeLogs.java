package io.jenkins.plugins.codecraft.logs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * CloudWatch Logs with pages of five events and of five streams. As in the real one, a page may be empty though more
 * follow, and at the end of a stream the token that was given comes back.
 */
final class FakeLogs implements CloudWatchLogsClient {
    static final int PAGE = 5;
    /** In {@link #failures}, a call that goes well. */
    static final RuntimeException NO_FAILURE = new RuntimeException("none");

    /** Null stands for a page that ends early. */
    final SortedMap<String, List<OutputLogEvent>> streams = new TreeMap<>();

    final Deque<RuntimeException> failures = new ArrayDeque<>();
    int described;

    void put(String stream, long time, String text) {
        events(stream)
                .add(OutputLogEvent.builder().timestamp(time).message(text).build());
    }

    void gap(String stream) {
        events(stream).add(null);
    }

    private List<OutputLogEvent> events(String stream) {
        return streams.computeIfAbsent(stream, any -> new ArrayList<>());
    }

    static RuntimeException denied() {
        return CloudWatchLogsException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDeniedException")
                        .build())
                .statusCode(400)
                .build();
    }

    private void call() {
        RuntimeException failure = failures.poll();
        if (failure != null && failure != NO_FAILURE) {
            throw failure;
        }
    }

    @Override
    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
        described++;
        call();
        if (streams.isEmpty()) {
            throw ResourceNotFoundException.builder()
                    .message("The specified log group does not exist.")
                    .build();
        }
        List<String> names = streams.keySet().stream()
                .filter(name -> name.startsWith(request.logStreamNamePrefix()))
                .toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(names.size(), from + PAGE);
        return DescribeLogStreamsResponse.builder()
                .logStreams(names.subList(from, to).stream()
                        .map(name -> LogStream.builder().logStreamName(name).build())
                        .toList())
                .nextToken(to < names.size() ? Integer.toString(to) : null)
                .build();
    }

    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        call();
        List<OutputLogEvent> events = streams.get(request.logStreamName());
        if (events == null) {
            throw ResourceNotFoundException.builder()
                    .message("The specified log stream does not exist.")
                    .build();
        }
        if (!request.startFromHead()) {
            List<OutputLogEvent> last = events.subList(Math.max(0, events.size() - request.limit()), events.size());
            return GetLogEventsResponse.builder().events(last).build();
        }
        int from = request.nextToken() == null
                ? 0
                : Integer.parseInt(request.nextToken().substring(2));
        int to = from;
        List<OutputLogEvent> page = new ArrayList<>();
        while (to < events.size() && page.size() < PAGE) {
            OutputLogEvent event = events.get(to++);
            if (event == null) {
                break;
            }
            page.add(event);
        }
        return GetLogEventsResponse.builder()
                .events(page)
                .nextForwardToken("f/" + to)
                .build();
    }

    @Override
    public String serviceName() {
        return "logs";
    }

    @Override
    public void close() {}
}
