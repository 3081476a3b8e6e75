package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsClock;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** API keys and usage plans of REST APIs. Guarded by its own lock. */
final class Keys {
    private static final String PLAN_KEYS = "/usageplans/*/keys";

    private record Plan(String region, ObjectNode document, Set<String> keys) {}

    private record Key(String region, ObjectNode document) {}

    private final AwsClock clock;
    private final Map<String, Plan> plans = new LinkedHashMap<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();

    Keys(AwsClock clock) {
        this.clock = clock;
    }

    void add(Operations operations) {
        operations
                .add("CreateUsagePlan", "POST", "/usageplans", (request, path) -> createPlan(request))
                .add("GetUsagePlans", "GET", "/usageplans", (request, path) -> plans(request))
                .add("GetUsagePlan", "GET", "/usageplans/*", (request, path) -> plan(requirePlan(request, path), 200))
                .add("UpdateUsagePlan", "PATCH", "/usageplans/*", this::updatePlan)
                .add("DeleteUsagePlan", "DELETE", "/usageplans/*", this::deletePlan)
                .add("CreateUsagePlanKey", "POST", PLAN_KEYS, this::createPlanKey)
                .add("GetUsagePlanKeys", "GET", PLAN_KEYS, this::planKeys)
                .add("CreateApiKey", "POST", "/apikeys", (request, path) -> createKey(request))
                .add("GetApiKeys", "GET", "/apikeys", (request, path) -> keys(request))
                .add("GetApiKey", "GET", "/apikeys/*", this::key)
                .add("DeleteApiKey", "DELETE", "/apikeys/*", this::deleteKey);
    }

    /** As {@link Apis#names}. */
    synchronized Map<String, String> names(String region) {
        Map<String, String> names = new LinkedHashMap<>();
        plans.forEach((id, plan) -> {
            if (plan.region().equals(region)) {
                names.put(id, "plan-" + plan.document().path("name").asText());
            }
        });
        keys.forEach((id, key) -> {
            if (key.region().equals(region)) {
                names.put(id, "key-" + key.document().path("name").asText());
            }
        });
        return names;
    }

    /** What opens the stages of usage plans. */
    synchronized List<String> values() {
        return keys.values().stream()
                .map(key -> key.document().path("value").asText())
                .toList();
    }

    private synchronized AwsResponse createPlan(AwsRequest request) {
        Shape.struct().required("name", Shape.string()).validate(request.json(), "BadRequestException");
        ObjectNode document = request.json().deepCopy().put("id", Ids.of(6));
        Plan plan = new Plan(request.region(), document, new LinkedHashSet<>());
        plans.put(document.path("id").asText(), plan);
        return plan(plan, 201);
    }

    private synchronized AwsResponse plans(AwsRequest request) {
        return Page.one(
                request,
                plans.values().stream()
                        .filter(plan -> plan.region().equals(request.region()))
                        .map(Plan::document)
                        .toList());
    }

    private static AwsResponse plan(Plan plan, int status) {
        return AwsResponse.json(plan.document()).withStatus(status);
    }

    private synchronized Plan requirePlan(AwsRequest request, List<String> path) {
        return Optional.ofNullable(plans.get(path.get(0)))
                .filter(plan -> plan.region().equals(request.region()))
                .orElseThrow(() -> new AwsError("NotFoundException", 404, "Invalid Usage Plan ID specified"));
    }

    /** Stages are added and removed as {@code apiId:stage}; anything else is a plain patch. */
    private synchronized AwsResponse updatePlan(AwsRequest request, List<String> path) {
        Plan plan = requirePlan(request, path);
        ObjectNode rest = AwsJson.object();
        ArrayNode others = rest.putArray("patchOperations");
        for (JsonNode operation : request.json().path("patchOperations")) {
            if (operation.path("path").asText().equals("/apiStages")) {
                String[] stage = operation.path("value").asText().split(":", 2);
                ArrayNode stages = plan.document().withArray("/apiStages");
                removeStage(stages, stage[0], stage[1]);
                if (operation.path("op").asText().equals("add")) {
                    stages.addObject().put("apiId", stage[0]).put("stage", stage[1]);
                }
            } else {
                others.add(operation);
            }
        }
        Patch.apply(plan.document(), rest);
        return plan(plan, 200);
    }

    private static void removeStage(ArrayNode stages, String api, String stage) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            JsonNode one = stages.get(i);
            if (one.path("apiId").asText().equals(api)
                    && one.path("stage").asText().equals(stage)) {
                stages.remove(i);
            }
        }
    }

    private synchronized AwsResponse deletePlan(AwsRequest request, List<String> path) {
        requirePlan(request, path);
        plans.remove(path.get(0));
        return AwsResponse.empty().withStatus(202);
    }

    private synchronized AwsResponse createPlanKey(AwsRequest request, List<String> path) {
        Plan plan = requirePlan(request, path);
        String id = request.json().path("keyId").asText();
        Key key = requireKey(request, id);
        if (!plan.keys().add(id)) {
            throw new AwsError("ConflictException", 409, "Usage Plan already contains the key");
        }
        return AwsResponse.json(planKey(id, key)).withStatus(201);
    }

    private static ObjectNode planKey(String id, Key key) {
        return AwsJson.object()
                .put("id", id)
                .put("type", "API_KEY")
                .put("name", key.document().path("name").asText());
    }

    private synchronized AwsResponse planKeys(AwsRequest request, List<String> path) {
        return Page.one(
                request,
                requirePlan(request, path).keys().stream()
                        .map(id -> planKey(id, keys.get(id)))
                        .toList());
    }

    private synchronized AwsResponse createKey(AwsRequest request) {
        ObjectNode document = request.json().deepCopy();
        String id = Ids.of(10);
        document.put("id", id).put("createdDate", clock.now().getEpochSecond());
        if (document.path("value").asText("").isEmpty()) {
            document.put("value", Ids.of(40));
        }
        keys.put(id, new Key(request.region(), document));
        return AwsResponse.json(document).withStatus(201);
    }

    private synchronized AwsResponse keys(AwsRequest request) {
        String name = request.query("name").orElse("");
        boolean values = request.query("includeValues").orElse("false").equals("true");
        return Page.one(
                request,
                keys.values().stream()
                        .filter(key -> key.region().equals(request.region()))
                        .filter(key -> key.document().path("name").asText().startsWith(name))
                        .map(key -> shown(key, values))
                        .toList());
    }

    private static ObjectNode shown(Key key, boolean value) {
        ObjectNode shown = key.document().deepCopy();
        if (!value) {
            shown.remove("value");
        }
        return shown;
    }

    private synchronized AwsResponse key(AwsRequest request, List<String> path) {
        boolean value = request.query("includeValue").orElse("false").equals("true");
        return AwsResponse.json(shown(requireKey(request, path.get(0)), value));
    }

    private Key requireKey(AwsRequest request, String id) {
        return Optional.ofNullable(keys.get(id))
                .filter(key -> key.region().equals(request.region()))
                .orElseThrow(() -> new AwsError("NotFoundException", 404, "Invalid API Key identifier specified"));
    }

    private synchronized AwsResponse deleteKey(AwsRequest request, List<String> path) {
        requireKey(request, path.get(0));
        keys.remove(path.get(0));
        plans.values().forEach(plan -> plan.keys().remove(path.get(0)));
        return AwsResponse.empty().withStatus(202);
    }

    /** A stage that a usage plan names can't be deleted. */
    synchronized void refuseIfUsed(String stage) {
        if (plans.values().stream().anyMatch(plan -> hasStage(plan, stage))) {
            throw Api.bad(
                    "Cannot delete stage '" + stage.split(":")[1]
                            + "' as it is referenced in one or more usage plans. Please remove the API stage from the usage plans");
        }
    }

    synchronized void forget(Api api) {
        api.stages().forEach(stage -> refuseIfUsed(api.id() + ":" + stage.name()));
    }

    private static boolean hasStage(Plan plan, String stage) {
        for (JsonNode one : plan.document().path("apiStages")) {
            if ((one.path("apiId").asText() + ":" + one.path("stage").asText()).equals(stage)) {
                return true;
            }
        }
        return false;
    }

    /** What a key may ask of a stage; nothing where the key opens no plan of it. */
    synchronized Optional<Limit> limit(String stage, String value) {
        return keys.entrySet().stream()
                .filter(key -> key.getValue().document().path("value").asText().equals(value))
                .filter(key -> key.getValue().document().path("enabled").asBoolean(false))
                .flatMap(key ->
                        plans.values().stream().filter(plan -> plan.keys().contains(key.getKey())))
                .filter(plan -> hasStage(plan, stage))
                .map(plan -> plan.document().path("throttle"))
                .map(throttle -> new Limit(
                        throttle.path("rateLimit").asDouble(-1),
                        throttle.path("burstLimit").asInt(-1)))
                .findFirst();
    }
}
