package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** All functions by region and name. Safe for threads. */
final class FunctionStore {
    private final Map<String, Map<String, LambdaFunction>> regions = new ConcurrentHashMap<>();
    private final String account;

    FunctionStore(String account) {
        this.account = account;
    }

    private Map<String, LambdaFunction> of(String region) {
        return regions.computeIfAbsent(region, any -> new ConcurrentHashMap<>());
    }

    /** Adds it unless its name is taken. */
    boolean add(LambdaFunction function) {
        return of(function.region()).putIfAbsent(function.name(), function) == null;
    }

    Optional<LambdaFunction> find(String region, FunctionName name) {
        return Optional.ofNullable(of(name.region().orElse(region)).get(name.name()));
    }

    LambdaFunction require(String region, FunctionName name) {
        return find(region, name).orElseThrow(() -> LambdaErrors.noFunction(name.arn(region, account)));
    }

    LambdaFunction require(AwsRequest request) {
        return require(request.region(), name(request));
    }

    /** The function's name in the path, with the qualifier of the query. */
    static FunctionName name(AwsRequest request) {
        return FunctionName.parse(Route.variable(request, 1)).qualified(request.query("Qualifier"));
    }

    void remove(LambdaFunction function) {
        of(function.region()).remove(function.name());
    }

    List<LambdaFunction> all(String region) {
        return List.copyOf(new TreeMap<>(of(region)).values());
    }
}
