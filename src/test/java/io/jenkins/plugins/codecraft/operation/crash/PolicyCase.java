package io.jenkins.plugins.codecraft.operation.crash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that is done with a policy of {@code docs/iam} and nothing else.
 *
 * @param file its name
 * @param companions files of policies that the same identity has as well
 * @param names what the placeholders stand for, beside those that all cases share
 * @param crashes operations after which the process dies, each in a run of its own
 */
record PolicyCase(
        String file, List<String> companions, Map<String, String> names, List<String> crashes, CrashCase what) {
    private static final String KEY_ID = "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f";
    static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/" + KEY_ID;

    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("ACCOUNT", "123456789012"),
            Map.entry("LAYER_ACCOUNT", "210987654321"),
            Map.entry("SAGEMAKER_ROLE", "SageMakerRole"),
            Map.entry("LAMBDA_ROLE", "LambdaRole"),
            Map.entry("STATES_ROLE", "FlowRole"),
            Map.entry("INTEGRATION_ROLE", "ApiRole"),
            Map.entry("KEY_ID", KEY_ID),
            Map.entry("NAME", "iris"),
            Map.entry("ENDPOINT", "iris"),
            Map.entry("GROUP", "flowers"),
            Map.entry("FUNCTION", "features"),
            Map.entry("LAYER", "numbers"),
            Map.entry("REPOSITORY", "features"),
            Map.entry("PIPELINE", InvokeCases.PIPELINE),
            Map.entry("STATE_MACHINE", "flow"),
            Map.entry("OUTPUT_BUCKET", "codecraft-test"),
            Map.entry("OUTPUT_PREFIX", "answers"),
            Map.entry("FAILURE_BUCKET", InvokeCases.FAILURES),
            Map.entry("FAILURE_PREFIX", "failed"),
            Map.entry("API_ID", "*"), // chosen by API Gateway
            Map.entry("STAGE", "prod"),
            Map.entry("METHOD", "GET"),
            Map.entry("PATH", "health"));

    static PolicyCase of(String file, CrashCase what) {
        return new PolicyCase(file, List.of(), Map.of(), List.of(), what);
    }

    PolicyCase and(String companion) {
        return new PolicyCase(file, List.of(companion), names, crashes, what);
    }

    PolicyCase where(String placeholder, String value) {
        Map<String, String> more = new HashMap<>(names);
        more.put(placeholder, value);
        return new PolicyCase(file, companions, Map.copyOf(more), crashes, what);
    }

    /** Crashed after each of these operations too: what goes on then looks for what it had done. */
    PolicyCase crashedAfter(String... operations) {
        return new PolicyCase(file, companions, names, List.of(operations), what);
    }

    /** Aborted at a place. */
    PolicyCase aborted(Boundary at) {
        return new PolicyCase(
                file, companions, names, crashes, what.aborted(what.name() + ", aborted", at, ground -> List.of()));
    }

    /** The text with its placeholders filled in for a run. */
    String fill(String text, Ground ground) {
        Map<String, String> all = new HashMap<>(SHARED);
        all.put("REGION", ground.region());
        all.put("BUCKET", ground.bucket());
        all.put("TRIGGER_BUCKET", ground.bucket());
        all.putAll(names);
        String filled = text.replace("/PREFIX/", "/") // most cases have none
                .replace("arn:aws:kms:REGION:", "arn:aws:kms:us-east-1:"); // where the one key of the embedded S3 is
        for (Map.Entry<String, String> name : all.entrySet()) {
            filled = filled.replaceAll("\\b" + name.getKey() + "\\b", name.getValue());
        }
        return filled;
    }
}
