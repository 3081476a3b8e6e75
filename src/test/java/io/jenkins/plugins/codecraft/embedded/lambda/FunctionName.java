package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as callers name it: {@code NAME}, {@code NAME:QUALIFIER}, {@code ACCOUNT:function:NAME} or a whole ARN.
 *
 * @param region of an ARN
 */
record FunctionName(Optional<String> region, String name, Optional<String> qualifier) {
    private static final Pattern FORM = Pattern.compile(
            "(?:arn:aws[a-z-]*:lambda:([a-z0-9-]+):)?(?:\\d{12}:)?(?:function:)?([a-zA-Z0-9_-]+)(?::(\\$LATEST|[a-zA-Z0-9_-]+))?");
    static final String LATEST = "$LATEST";

    static FunctionName parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || matcher.group(2).length() > 64) {
            throw AwsError.validation(
                    "1 validation error detected: Value '" + text
                            + "' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                            + " (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
        }
        return new FunctionName(
                Optional.ofNullable(matcher.group(1)), matcher.group(2), Optional.ofNullable(matcher.group(3)));
    }

    /** The same with the qualifier of the query; they must not disagree. */
    FunctionName qualified(Optional<String> other) {
        if (other.isPresent() && qualifier.isPresent() && !qualifier.equals(other)) {
            throw LambdaErrors.invalid(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return new FunctionName(region, name, qualifier.or(() -> other));
    }

    String arn(String inRegion, String account) {
        String base = "arn:aws:lambda:" + region.orElse(inRegion) + ":" + account + ":function:" + name;
        return qualifier.map(text -> base + ":" + text).orElse(base);
    }
}
