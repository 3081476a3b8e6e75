package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.HttpHead;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the APIs. What AWS has at {@code https://API.execute-api.REGION.amazonaws.com/STAGE/…} is here, on the one port
 * of this AWS, at {@code /_aws/execute-api/API/STAGE/…}; the stage {@code $default} has no part of the path.
 */
public final class ExecuteApi implements AwsService {
    private static final Pattern PATH = Pattern.compile("/_aws/execute-api/([a-z0-9]+)(/.*)?");

    private final Apis apis;
    private final Keys keys;
    private final AwsEnvironment environment;
    private final Integrations integrations;
    private final Authorizers authorizers;
    private final Throttle throttle = new Throttle();

    ExecuteApi(Apis apis, Keys keys, AwsEnvironment environment) {
        this.apis = apis;
        this.keys = keys;
        this.environment = environment;
        this.integrations = new Integrations(environment);
        this.authorizers = new Authorizers(() -> environment.services().get(Functions.class));
    }

    @Override
    public String signingName() {
        return "execute-api";
    }

    @Override
    public Protocol protocol() {
        return Protocol.REST_JSON;
    }

    @Override
    public boolean accepts(HttpHead head) {
        return PATH.matcher(head.rawPath()).matches();
    }

    @Override
    public boolean admitsUnsigned() {
        return true;
    }

    @Override
    public String operation(AwsRequest request) {
        return "Invoke";
    }

    @Override
    public String resource(AwsRequest request) {
        return request.head().rawPath().replaceFirst("^/_aws/execute-api/", "");
    }

    /** Only methods with IAM authorization ask for one. */
    @Override
    public List<Permission> permissions(AwsRequest request) {
        return List.of();
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        Matcher matcher = PATH.matcher(request.head().rawPath());
        if (!matcher.matches()) {
            return Served.message(404, "Not Found").response();
        }
        Optional<Api> api = apis.find(matcher.group(1));
        if (api.isEmpty()) {
            return Served.message(403, "Forbidden").response();
        }
        return serve(request, api.get(), HttpHead.path(matcher.group(2) == null ? "/" : matcher.group(2)))
                .response();
    }

    private Served serve(AwsRequest request, Api api, String path) {
        String first = path.substring(1).split("/", 2)[0];
        Optional<Stage> named = api.stage(first);
        Optional<Stage> stage = named.isPresent() ? named : api.stage("$default");
        if (stage.isEmpty()) {
            return api.http() ? Served.message(404, "Not Found") : Served.message(403, "Forbidden");
        }
        String rest = named.isPresent() ? path.substring(1 + first.length()) : path;
        String inside = rest.isEmpty() ? "/" : rest;
        Optional<Definition.Found> found = api.served(stage.get())
                .flatMap(served -> served.route(request.head().method(), inside));
        if (found.isEmpty()) {
            Served none =
                    api.http() ? Served.message(404, "Not Found") : Served.message(403, "Missing Authentication Token");
            return logged(request, api, stage.get(), inside, "-", none);
        }
        Route route = found.get().route();
        boolean signed = !request.caller().arn().isEmpty();
        Call call = new Call(request, api, stage.get(), route, found.get().variables(), inside, signed);
        Served served = refusal(call).orElseGet(() -> integrations.answer(call));
        return logged(request, api, stage.get(), inside, route.key(), served);
    }

    private Optional<Served> refusal(Call call) {
        if (call.route().signed() && !call.signed()) {
            return Optional.of(Served.message(403, call.api().http() ? "Forbidden" : "Missing Authentication Token"));
        }
        Optional<Served> unauthorized = authorizers.refusal(call);
        if (unauthorized.isPresent()) {
            return unauthorized;
        }
        if (call.route().signed() && !environment.iam().permits(call.request().caller(), invocation(call))) {
            return Optional.of(Served.message(
                    403,
                    "User: " + call.request().caller().arn() + " is not authorized to perform: execute-api:Invoke on"
                            + " resource: " + invocation(call).resource()));
        }
        String stage = call.api().id() + ":" + call.stage().name();
        if (call.route().apiKey()) {
            String key = call.request().header("x-api-key").orElse("");
            Optional<Limit> limit = keys.limit(stage, key);
            if (limit.isEmpty()) {
                return Optional.of(Served.message(403, "Forbidden"));
            }
            if (!throttle.admits(stage + ":" + key, limit.get(), apis.now())) {
                return Optional.of(Served.message(429, "Too Many Requests"));
            }
        }
        return throttle.admits(stage, call.stage().limit(), apis.now())
                ? Optional.empty()
                : Optional.of(Served.message(429, "Too Many Requests"));
    }

    private static Permission invocation(Call call) {
        String arn = "arn:aws:execute-api:" + call.api().region() + ":" + call.account() + ":"
                + call.api().id() + "/" + call.stage().name() + "/" + call.method() + call.path();
        return Permission.of("execute-api:Invoke", arn);
    }

    private Served logged(AwsRequest request, Api api, Stage stage, String path, String key, Served served) {
        if (!stage.logDestination().isEmpty()) {
            String[] arn = stage.logDestination().replaceFirst(":\\*$", "").split(":", 7);
            Map<String, String> values = Map.of(
                    "requestId", request.id(),
                    "apiId", api.id(),
                    "stage", stage.name(),
                    "httpMethod", request.head().method(),
                    "path", path,
                    "routeKey", key,
                    "resourcePath", key,
                    "status", Integer.toString(served.status()),
                    "identity.sourceIp", "127.0.0.1",
                    "responseLength", Integer.toString(served.body().length));
            String line = stage.logFormat();
            for (Map.Entry<String, String> value : values.entrySet()) {
                line = line.replaceAll(
                        "\\$context\\." + Pattern.quote(value.getKey()) + "(?![\\w.])",
                        Matcher.quoteReplacement(value.getValue()));
            }
            environment.logs().put(arn[3], arn[6], stage.name(), line);
        }
        return served;
    }
}
