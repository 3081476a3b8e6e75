package io.jenkins.plugins.codecraft.embedded.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Stands for the code of a function, where a test needs no process. */
@FunctionalInterface
public interface SyntheticFunction {
    /**
     * One invocation.
     *
     * @param version {@code $LATEST} or a number
     * @param codeSha256 of the package, in Base64
     */
    record Invocation(
            String region,
            String name,
            String version,
            String codeSha256,
            Map<String, String> environment,
            byte[] event) {
        public String text() {
            return new String(event, StandardCharsets.UTF_8);
        }
    }

    /** The answer as JSON; an exception is the function's error. */
    String invoke(Invocation invocation);
}
