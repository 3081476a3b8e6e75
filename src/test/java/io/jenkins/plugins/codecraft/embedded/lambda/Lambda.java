package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Containers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lambda. Handlers in Python and Node, and executables named {@code bootstrap}, really run, as processes of this
 * machine; {@code python3} and {@code node} must be on the path. A test configures it after the start:
 *
 * <pre>{@code
 * Lambda lambda = aws.service(Lambda.class);
 * lambda.synthetic("iris-features", call -> "{\"version\": \"" + call.version() + "\"}");
 * lambda.failUpdates("iris-features", "The subnet has no addresses left");
 * }</pre>
 */
public final class Lambda implements AwsService, Functions {
    private static final Logger LOG = Logger.getLogger(Lambda.class.getName());
    private static final int LARGEST_EVENT = 6 * 1024 * 1024;
    private static final int LARGEST_ASYNCHRONOUS_EVENT = 1024 * 1024;
    private static final int LOG_TAIL = 4096;

    private final FunctionStore functions;
    private final Containers containers;
    private final Invocations invocations;
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private volatile LambdaTimings timings = LambdaTimings.DEFAULT;

    Lambda(AwsEnvironment environment) {
        LambdaContext context =
                new LambdaContext(environment, () -> timings, name -> Optional.ofNullable(failures.get(name))
                        .filter(why -> !why.isEmpty()));
        functions = new FunctionStore(environment.account());
        containers = new Containers(environment.scratch().resolve("lambda"));
        invocations = new Invocations(context, new Sandboxes(context, containers));
        CodePackages packages = new CodePackages(
                environment.objects(), environment.scratch().resolve("lambda").resolve("code"));
        routes.addAll(new FunctionOperations(context, functions, packages).routes());
        routes.addAll(new VersionOperations(functions).routes());
        routes.addAll(new AccessOperations(functions).routes());
        routes.add(Route.of("Invoke", "POST", "functions/*/invocations", this::invoke));
    }

    /** From now on functions of a name, in all regions, run this instead of their code. */
    public void synthetic(String name, SyntheticFunction code) {
        invocations.synthetic(name, code);
    }

    /** From now on the updates of a function fail; with "" as the reason they succeed again. */
    public void failUpdates(String name, String reason) {
        failures.put(name, reason);
    }

    /** How long changes last from now on. */
    public void timings(LambdaTimings durations) {
        timings = durations;
    }

    /** The processes of functions that run or are warm. */
    public List<ProcessHandle> processes() {
        return containers.processes();
    }

    @Override
    public String signingName() {
        return "lambda";
    }

    @Override
    public Protocol protocol() {
        return Protocol.REST_JSON;
    }

    @Override
    public String operation(AwsRequest request) {
        return Route.find(routes, request).operation();
    }

    @Override
    public String resource(AwsRequest request) {
        String name = Route.variable(request, 1);
        return name.isEmpty() ? "" : FunctionName.parse(name).name();
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        return LambdaPermissions.of(request);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        return Route.find(routes, request).handler().apply(request);
    }

    private AwsResponse invoke(AwsRequest request) {
        LambdaFunction function = functions.require(request);
        Optional<String> qualifier = FunctionStore.name(request).qualifier();
        function.withPolicy(qualifier, ResourcePolicy::isEmpty);
        String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
        byte[] event = request.body();
        requireSize(event, type.equals("Event") ? LARGEST_ASYNCHRONOUS_EVENT : LARGEST_EVENT);
        switch (type) {
            case "DryRun" -> {
                function.require(qualifier);
                return AwsResponse.empty().withStatus(204);
            }
            case "Event" -> {
                invocations.send(function, qualifier, event);
                return AwsResponse.empty().withStatus(202);
            }
            case "RequestResponse" -> {
                return respond(request, invocations.invoke(function, qualifier, event));
            }
            default ->
                throw LambdaErrors.invalid("Value '" + type
                        + "' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set:"
                        + " [Event, RequestResponse, DryRun]");
        }
    }

    private static void requireSize(byte[] event, int most) {
        if (event.length > most) {
            throw new AwsError(
                    "RequestTooLargeException",
                    413,
                    event.length + " byte payload is too large for the " + most + " byte limit");
        }
    }

    private static AwsResponse respond(AwsRequest request, Answer answer) {
        AwsResponse response = AwsResponse.bytes("application/json", answer.payload())
                .withHeader("X-Amz-Executed-Version", answer.executedVersion());
        if (answer.functionError().isPresent()) {
            response = response.withHeader(
                    "X-Amz-Function-Error", answer.functionError().get());
        }
        if (request.header("X-Amz-Log-Type").filter("Tail"::equals).isPresent()) {
            byte[] log = answer.log().getBytes(StandardCharsets.UTF_8);
            byte[] tail = Arrays.copyOfRange(log, Math.max(0, log.length - LOG_TAIL), log.length);
            response =
                    response.withHeader("X-Amz-Log-Result", Base64.getEncoder().encodeToString(tail));
        }
        return response;
    }

    @Override
    public Answer invoke(String region, String function, byte[] event) {
        FunctionName name = FunctionName.parse(function);
        return invocations.invoke(functions.require(region, name), name.qualifier(), event);
    }

    @Override
    public Answer invoke(Source source, String region, String function, byte[] event) {
        FunctionName name = FunctionName.parse(function);
        LambdaFunction found = functions.require(region, name);
        requirePermission(source, found, name.qualifier());
        return invocations.invoke(found, name.qualifier(), event);
    }

    private static void requirePermission(Source source, LambdaFunction function, Optional<String> qualifier) {
        if (!function.withPolicy(qualifier, policy -> policy.permits(source))) {
            throw new AwsError(
                    "AccessDeniedException",
                    403,
                    source.principal() + " is not authorized to perform: lambda:InvokeFunction on resource: "
                            + function.arn() + qualifier.map(text -> ":" + text).orElse(""));
        }
    }

    @Override
    public void send(Source source, String region, String function, byte[] event) {
        try {
            FunctionName name = FunctionName.parse(function);
            LambdaFunction found = functions.require(region, name);
            requirePermission(source, found, name.qualifier());
            invocations.send(found, name.qualifier(), event);
        } catch (AwsError refused) {
            LOG.log(Level.INFO, "{0} cannot invoke {1}: {2}", new Object[] {source.arn(), function, refused.getMessage()
            });
        }
    }

    @Override
    public boolean permits(Source source, String region, String function) {
        FunctionName name = FunctionName.parse(function);
        return functions
                .find(region, name)
                .filter(found -> found.withPolicy(name.qualifier(), policy -> policy.permits(source)))
                .isPresent();
    }

    @Override
    public Optional<String> find(String region, String function) {
        FunctionName name = FunctionName.parse(function);
        return functions.find(region, name).map(found -> {
            found.withPolicy(name.qualifier(), ResourcePolicy::isEmpty);
            return found.arn() + name.qualifier().map(text -> ":" + text).orElse("");
        });
    }

    @Override
    public void close() {
        invocations.close();
    }
}
