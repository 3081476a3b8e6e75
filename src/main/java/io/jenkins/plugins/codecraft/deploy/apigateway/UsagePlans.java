package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.deploy.apigateway.ApiSettings.Limits;
import io.jenkins.plugins.codecraft.deploy.apigateway.ApiSettings.PlanSettings;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/** The usage plan of a REST API and its key, by their name. */
record UsagePlans(ApiPlan plan, ApiGatewayClient client) {
    private static final int PAGE = 500;

    private PlanSettings settings() {
        return plan.settings().usagePlan();
    }

    String name() {
        return settings().name();
    }

    /** @throws OperationFailure if it is not ours and not to be taken over */
    Optional<UsagePlan> find() {
        return ours(Words.of(UsagePlans.class, "usagePlan"), named().toList(), UsagePlan::tags);
    }

    /** The plan that the stage is in, whoever created it. */
    Optional<UsagePlan> covering(String api) {
        return named().filter(found -> covers(found, api)).findFirst();
    }

    private Stream<UsagePlan> named() {
        return client.getUsagePlansPaginator(request -> request.limit(PAGE)).items().stream()
                .filter(found -> name().equals(found.name()));
    }

    /** Without its value. */
    Optional<ApiKey> key() {
        return ours(
                Words.of(UsagePlans.class, "apiKey"),
                client.getApiKeysPaginator(request -> request.nameQuery(name()).limit(PAGE)).items().stream()
                        .filter(found -> name().equals(found.name()))
                        .toList(),
                ApiKey::tags);
    }

    private <T> Optional<T> ours(String what, List<T> found, java.util.function.Function<T, Map<String, String>> tags) {
        Optional<T> ours = found.stream()
                .filter(one -> plan.name().equals(tags.apply(one).get(Ownership.ID)))
                .findFirst();
        if (ours.isPresent() || found.isEmpty()) {
            return ours;
        }
        if (!plan.options().adopt()) {
            throw new OperationFailure(
                    Words.of(UsagePlans.class, "thereCodecraftDid", what, name(), plan.words(), Ownership.ID));
        }
        return Optional.of(found.get(0));
    }

    boolean opens(UsagePlan found, ApiKey key) {
        return client
                .getUsagePlanKeysPaginator(
                        request -> request.usagePlanId(found.id()).limit(PAGE))
                .items()
                .stream()
                .anyMatch(one -> one.id().equals(key.id()));
    }

    boolean covers(UsagePlan found, String api) {
        return found.apiStages().stream()
                .anyMatch(stage -> stage.apiId().equals(api)
                        && stage.stage().equals(plan.settings().stage()));
    }

    /** For a comparison in words. */
    Map<String, String> is(String api) {
        Map<String, String> is = new TreeMap<>();
        Optional<UsagePlan> found = find();
        Optional<ApiKey> key = key();
        found.ifPresent(one -> {
            is.put("usagePlan", name());
            is.putAll(numbers(one));
            if (!api.isEmpty() && covers(one, api)) {
                is.put("usagePlan.stage", plan.settings().stage());
            }
        });
        if (found.isPresent() && key.isPresent() && opens(found.get(), key.get())) {
            is.put("usagePlan.apiKey", name());
        }
        return is;
    }

    Map<String, String> wanted() {
        Map<String, String> wanted = new TreeMap<>(wantedNumbers());
        wanted.put("usagePlan", name());
        wanted.put("usagePlan.stage", plan.settings().stage());
        wanted.put("usagePlan.apiKey", name());
        return wanted;
    }

    private static Map<String, String> numbers(UsagePlan found) {
        Map<String, String> is = new TreeMap<>();
        if (found.throttle() != null && found.throttle().rateLimit() != null) {
            is.put("usagePlan.rateLimit", StageState.number(found.throttle().rateLimit()));
            is.put("usagePlan.burstLimit", String.valueOf(found.throttle().burstLimit()));
        }
        if (found.quota() != null && found.quota().limit() != null) {
            is.put(
                    "usagePlan.quota",
                    found.quota().limit() + " a " + found.quota().periodAsString());
        }
        return is;
    }

    private Map<String, String> wantedNumbers() {
        Map<String, String> wanted = new TreeMap<>();
        Limits limits = settings().limits();
        if (limits != null) {
            wanted.put("usagePlan.rateLimit", StageState.number(limits.rateLimit()));
            wanted.put("usagePlan.burstLimit", Integer.toString(limits.burstLimit()));
        }
        if (settings().quota() > 0) {
            wanted.put(
                    "usagePlan.quota", settings().quota() + " a " + settings().period());
        }
        return wanted;
    }

    void create() {
        client.createUsagePlan(request -> {
            request.name(name()).tags(plan.tags());
            Limits limits = settings().limits();
            if (limits != null) {
                request.throttle(
                        throttle -> throttle.rateLimit(limits.rateLimit()).burstLimit(limits.burstLimit()));
            }
            if (settings().quota() > 0) {
                request.quota(quota ->
                        quota.limit(settings().quota()).period(settings().period()));
            }
        });
    }

    void createKey() {
        client.createApiKey(request -> request.name(name()).enabled(true).tags(plan.tags()));
    }

    void open(UsagePlan found, ApiKey key) {
        client.createUsagePlanKey(
                request -> request.usagePlanId(found.id()).keyId(key.id()).keyType("API_KEY"));
    }

    /** The changes of numbers that are needed; none if they are as wanted. */
    List<PatchOperation> changes(UsagePlan found) {
        List<PatchOperation> patches = new ArrayList<>();
        if (numbers(found).equals(wantedNumbers())) {
            return patches;
        }
        Limits limits = settings().limits();
        if (limits != null) {
            Op op = found.throttle() == null ? Op.ADD : Op.REPLACE;
            patches.add(RestGateway.patch(op, "/throttle/rateLimit", StageState.number(limits.rateLimit())));
            patches.add(RestGateway.patch(op, "/throttle/burstLimit", Integer.toString(limits.burstLimit())));
        } else if (found.throttle() != null) {
            patches.add(RestGateway.patch(Op.REMOVE, "/throttle", null));
        }
        if (settings().quota() > 0) {
            patches.add(RestGateway.patch(
                    Op.REPLACE, "/quota/limit", Integer.toString(settings().quota())));
            patches.add(
                    RestGateway.patch(Op.REPLACE, "/quota/period", settings().period()));
        } else if (found.quota() != null) {
            patches.add(RestGateway.patch(Op.REMOVE, "/quota", null));
        }
        return patches;
    }

    void update(UsagePlan found, List<PatchOperation> patches) {
        client.updateUsagePlan(request -> request.usagePlanId(found.id()).patchOperations(patches));
    }

    PatchOperation stage(Op op, String api) {
        return RestGateway.patch(op, "/apiStages", api + ":" + plan.settings().stage());
    }
}
