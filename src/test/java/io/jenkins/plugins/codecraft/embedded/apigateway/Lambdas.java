package io.jenkins.plugins.codecraft.embedded.apigateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How integrations name functions. */
final class Lambdas {
    private static final Pattern FUNCTION =
            Pattern.compile("arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[^/\\s]+");
    private static final Pattern INVOCATIONS = Pattern.compile(
            "arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/(" + FUNCTION + ")/invocations");

    private Lambdas() {}

    /** The ARN of the function that an integration's URI invokes; "" if it invokes none. */
    static String function(String uri) {
        if (FUNCTION.matcher(uri).matches()) {
            return uri;
        }
        Matcher matcher = INVOCATIONS.matcher(uri);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
