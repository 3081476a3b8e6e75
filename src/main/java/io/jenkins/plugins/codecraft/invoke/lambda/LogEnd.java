package io.jenkins.plugins.codecraft.invoke.lambda;

import io.jenkins.plugins.codecraft.operation.Console;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The last 4 KB of the log of a function's invocation, which {@code Invoke} gives with {@code LogType=Tail}. */
public final class LogEnd {
    private LogEnd() {}

    /** Shows it, if it was asked for. */
    public static void show(InvokeResponse response, Console console) {
        if (response.logResult() != null) {
            new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(console::line);
        }
    }
}
