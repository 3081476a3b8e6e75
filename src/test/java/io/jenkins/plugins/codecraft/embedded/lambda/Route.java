package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One operation of the REST API: how a request names it and what answers it. */
record Route(String operation, String method, Pattern path, Function<AwsRequest, AwsResponse> handler) {
    private static final String API = "/\\d{4}-\\d{2}-\\d{2}/";

    /** @param path below the API's date, with {@code *} for a variable segment */
    static Route of(String operation, String method, String path, Function<AwsRequest, AwsResponse> handler) {
        Pattern pattern = Pattern.compile(API + path.replace("*", "([^/]+)") + "/?");
        return new Route(operation, method, pattern, handler);
    }

    boolean matches(AwsRequest request) {
        return method.equals(request.head().method())
                && path.matcher(request.head().rawPath()).matches();
    }

    static Route find(List<Route> routes, AwsRequest request) {
        return routes.stream()
                .filter(route -> route.matches(request))
                .findFirst()
                .orElseThrow(() ->
                        new AwsError("UnknownOperationException", 404, "The requested operation is not supported."));
    }

    /** A variable segment of the path, decoded, from 1; "" if there is none. */
    static String variable(AwsRequest request, int number) {
        Matcher matcher = Pattern.compile(API + "(?:functions|tags)/([^/]+)(?:/[^/]+(?:/([^/]+))?)?/?")
                .matcher(request.head().rawPath());
        String value = matcher.matches() ? matcher.group(number) : null;
        return value == null ? "" : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
