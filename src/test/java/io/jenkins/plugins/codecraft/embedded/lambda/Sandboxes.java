package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.Iam;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Containers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The execution environments. One that has answered is kept warm for its version, of all versions together a few.
 * Safe for threads.
 */
final class Sandboxes implements AutoCloseable {
    private static final int MOST_WARM = 6;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final LambdaContext context;
    private final Containers containers;
    /** The longest unused one first; by sandbox, whose version it is. */
    private final Map<Sandbox, String> warm = new LinkedHashMap<>();

    private RuntimeApi api;
    private boolean closed;

    Sandboxes(LambdaContext context, Containers containers) {
        this.context = context;
        this.containers = containers;
    }

    /**
     * A sandbox.
     *
     * @param cold whether it was started for this
     */
    record Lease(Sandbox sandbox, boolean cold) {}

    Lease take(LambdaFunction function, FunctionVersion version) throws IOException {
        synchronized (this) {
            for (Iterator<Map.Entry<Sandbox, String>> all = warm.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<Sandbox, String> one = all.next();
                if (one.getValue().equals(key(function, version))) {
                    all.remove();
                    if (one.getKey().isUsable()) {
                        return new Lease(one.getKey(), false);
                    }
                }
            }
        }
        return new Lease(start(function, version), true);
    }

    /** Only what an invocation sees tells two versions apart; a change of state does not. */
    private static String key(LambdaFunction function, FunctionVersion version) {
        return function.arn() + ":" + version.number() + "/" + version.modified() + "/"
                + version.code().sha256();
    }

    void giveBack(LambdaFunction function, FunctionVersion version, Sandbox sandbox) {
        List<Sandbox> over = new ArrayList<>();
        synchronized (this) {
            warm.put(sandbox, key(function, version));
            Iterator<Sandbox> oldest = warm.keySet().iterator();
            while (closed && oldest.hasNext() || warm.size() > MOST_WARM) {
                over.add(oldest.next());
                oldest.remove();
            }
        }
        over.forEach(Sandbox::close);
    }

    private Sandbox start(LambdaFunction function, FunctionVersion version) throws IOException {
        String id = UUID.randomUUID().toString();
        String stream = DAY.format(context.now()) + "/[" + version.number() + "]" + id.replace("-", "");
        RuntimeApi runtime = api();
        Sandbox sandbox = new Sandbox(id, stream, () -> runtime.forget(id));
        Path code = version.code().folder().orElseThrow();
        Map<String, String> variables = new LinkedHashMap<>(version.environment());
        variables.putAll(reserved(function, version, sandbox, code));
        variables.put("AWS_LAMBDA_RUNTIME_API", runtime.address(id, sandbox));
        sandbox.started(containers.start(command(version, code), variables, code, sandbox::line));
        return sandbox;
    }

    private synchronized RuntimeApi api() throws IOException {
        if (api == null) {
            api = new RuntimeApi();
        }
        return api;
    }

    private List<String> command(FunctionVersion version, Path code) throws IOException {
        String runtime = version.text("Runtime");
        if (runtime.startsWith("python")) {
            return List.of("python3", containers.script("lambda_python.py").toString());
        }
        if (runtime.startsWith("nodejs")) {
            return List.of("node", containers.script("lambda_node.mjs").toString());
        }
        if (runtime.startsWith("provided")) {
            return List.of(code.resolve("bootstrap").toString());
        }
        throw new IOException("the embedded AWS has no runtime " + runtime
                + "; it has python, nodejs and provided, and synthetic functions");
    }

    private Map<String, String> reserved(LambdaFunction function, FunctionVersion version, Sandbox sandbox, Path code) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("_HANDLER", version.text("Handler"));
        variables.put("LAMBDA_TASK_ROOT", code.toString());
        variables.put("TZ", ":UTC");
        variables.put("AWS_REGION", function.region());
        variables.put("AWS_DEFAULT_REGION", function.region());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + version.text("Runtime"));
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", version.number());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(version.number("MemorySize")));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", logGroup(function));
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", sandbox.logStream());
        variables.put("AWS_ENDPOINT_URL", context.aws().endpoint().get().toString());
        variables.putAll(credentials(function, version));
        return variables;
    }

    private Map<String, String> credentials(LambdaFunction function, FunctionVersion version) {
        String role = version.text("Role");
        String name = role.substring(role.lastIndexOf('/') + 1);
        String arn = "arn:aws:sts::" + context.aws().account() + ":assumed-role/" + name + "/" + function.name();
        Instant end = context.now().plus(Duration.ofHours(12));
        Iam.AccessKey key = context.aws().iam().session(arn, "AROAEMBEDDED:" + function.name(), end);
        return Map.of(
                "AWS_ACCESS_KEY_ID", key.caller().accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", key.secret(),
                "AWS_SESSION_TOKEN", key.token().orElseThrow());
    }

    static String logGroup(LambdaFunction function) {
        return "/aws/lambda/" + function.name();
    }

    @Override
    public void close() {
        List<Sandbox> all;
        RuntimeApi runtime;
        synchronized (this) {
            closed = true;
            all = List.copyOf(warm.keySet());
            warm.clear();
            runtime = api;
        }
        all.forEach(Sandbox::close);
        containers.close();
        if (runtime != null) {
            runtime.close();
        }
    }
}
