package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request of an API on its way to an integration.
 *
 * @param path within the stage, as it came; begins with a slash
 * @param signed whether it came with a signature, which then was right
 */
record Call(
        AwsRequest request,
        Api api,
        Stage stage,
        Route route,
        Map<String, String> variables,
        String path,
        boolean signed) {

    Integration integration() {
        return route.integration().orElseThrow();
    }

    /** The integration's URI with stage and path variables filled in. */
    String uri() {
        String uri = integration().uri();
        for (Map.Entry<String, String> variable : stage.variables().entrySet()) {
            uri = uri.replace("${stageVariables." + variable.getKey() + "}", variable.getValue());
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            uri = uri.replace("{" + variable.getKey() + "}", variable.getValue())
                    .replace("{" + variable.getKey() + "+}", variable.getValue());
        }
        return uri;
    }

    /** The ARN that a resource policy is asked for. */
    String sourceArn() {
        String method = route.catchesAll() ? "$default" : route.method().equals("ANY") ? "*" : route.method();
        String resource = route.path().replaceFirst("^/", "").replaceAll("\\{[^}]+}", "*");
        return "arn:aws:execute-api:" + api.region() + ":" + account() + ":" + api.id() + "/" + stage.name() + "/"
                + method + "/" + resource;
    }

    String account() {
        return request.account();
    }

    String method() {
        return request.head().method();
    }

    /** Lower-case names; several values of one name joined by commas. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        request.head()
                .headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }

    /** The last value of each name. */
    static Map<String, String> last(Map<String, List<String>> values) {
        Map<String, String> last = new LinkedHashMap<>();
        values.forEach((name, each) -> last.put(name, each.get(each.size() - 1)));
        return last;
    }

    String domain() {
        return api.id() + ".execute-api." + api.region() + ".amazonaws.com";
    }
}
