package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All APIs of the account. Ids are unique beyond a region. Safe for threads. */
final class Apis {
    private final AwsEnvironment environment;
    private final Map<String, Api> all = Collections.synchronizedMap(new LinkedHashMap<>());

    Apis(AwsEnvironment environment) {
        this.environment = environment;
    }

    Instant now() {
        return environment.clock().now();
    }

    void add(Api api) {
        all.put(api.id(), api);
    }

    void remove(Api api) {
        all.remove(api.id());
    }

    Optional<Api> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    private List<Api> snapshot() {
        synchronized (all) {
            return List.copyOf(all.values());
        }
    }

    /** Names for the ids of a region that are the same in each run: {@code api-1}, {@code api-1-deployment-2}. */
    Map<String, String> names(String region) {
        Map<String, String> names = new LinkedHashMap<>();
        int number = 0;
        for (Api api : snapshot()) {
            if (api.region().equals(region)) {
                String name = "api-" + ++number;
                names.put(api.id(), name);
                List<String> made = api.made();
                for (int i = 0; i < made.size(); i++) {
                    names.put(made.get(i), name + "-deployment-" + (i + 1));
                }
            }
        }
        return names;
    }

    List<Api> list(String region, boolean http) {
        return snapshot().stream()
                .filter(api -> api.region().equals(region) && api.http() == http)
                .toList();
    }

    Api require(AwsRequest request, String id, boolean http) {
        return find(id).filter(api -> api.region().equals(request.region()) && api.http() == http)
                .orElseThrow(() -> new AwsError(
                        "NotFoundException", 404, "Invalid API identifier specified " + request.account() + ":" + id));
    }
}
