package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.HttpHead;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations of a REST-JSON service by method and path. */
final class Operations {
    /** Does what a request asks; gets the decoded variables of the path in their order. */
    interface Handler {
        AwsResponse answer(AwsRequest request, List<String> path);
    }

    private record Entry(String name, String method, Pattern path, Predicate<HttpHead> when, Handler handler) {}

    private record Match(Entry entry, List<String> variables) {}

    private final List<Entry> entries = new ArrayList<>();

    /** @param path with {@code *} for each variable, such as {@code /v2/apis/*} */
    Operations add(String name, String method, String path, Handler handler) {
        return add(name, method, path, head -> true, handler);
    }

    Operations add(String name, String method, String path, Predicate<HttpHead> when, Handler handler) {
        Pattern pattern = Pattern.compile(path.replace("*", "([^/]+)"));
        entries.add(new Entry(name, method, pattern, when, handler));
        return this;
    }

    String name(AwsRequest request) {
        return match(request.head())
                .map(match -> match.entry().name())
                .orElseThrow(() ->
                        new AwsError("UnknownOperationException", 404, "The requested operation is not supported."));
    }

    /** The first variable of the path, mostly an id; "" if there is none. */
    String resource(AwsRequest request) {
        return match(request.head())
                .flatMap(match -> match.variables().stream().findFirst())
                .orElse("");
    }

    AwsResponse answer(AwsRequest request) {
        Match match = match(request.head()).orElseThrow();
        return match.entry().handler().answer(request, match.variables());
    }

    private Optional<Match> match(HttpHead head) {
        for (Entry entry : entries) {
            Matcher matcher = entry.path().matcher(head.rawPath());
            if (entry.method().equals(head.method())
                    && matcher.matches()
                    && entry.when().test(head)) {
                List<String> variables = new ArrayList<>();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    variables.add(URLDecoder.decode(matcher.group(group).replace("+", "%2B"), StandardCharsets.UTF_8));
                }
                return Optional.of(new Match(entry, variables));
            }
        }
        return Optional.empty();
    }
}
