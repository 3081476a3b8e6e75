package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All APIs of the account. Ids are unique beyond a region. Safe for threads. */
final class Apis {
    private final AwsEnvironment environment;
    private final Map<String, Api> all = new ConcurrentSkipListMap<>();

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

    List<Api> list(String region, boolean http) {
        return all.values().stream()
                .filter(api -> api.region().equals(region) && api.http() == http)
                .toList();
    }

    Api require(AwsRequest request, String id, boolean http) {
        return find(id).filter(api -> api.region().equals(request.region()) && api.http() == http)
                .orElseThrow(() -> new AwsError(
                        "NotFoundException", 404, "Invalid API identifier specified " + request.account() + ":" + id));
    }
}
