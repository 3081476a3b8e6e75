package io.jenkins.plugins.codecraft.embedded.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Application Auto Scaling for the variants of SageMaker's endpoints: what may scale, and by which policies. It scales
 * nothing by itself; a test does that with {@link SageMaker#scale}.
 */
public final class AutoScaling implements AwsService {
    private static final Pattern VARIANT = Pattern.compile("endpoint/([^/]+)/variant/([^/]+)");

    private final AwsEnvironment environment;
    private final Map<String, Target> targets = new ConcurrentHashMap<>();

    AutoScaling(AwsEnvironment environment) {
        this.environment = environment;
    }

    private static final class Target {
        private final ObjectNode registered;
        private final Map<String, ObjectNode> policies = new TreeMap<>();

        Target(ObjectNode registered) {
            this.registered = registered;
        }
    }

    /** Whether a variant of an endpoint is registered. */
    public boolean isRegistered(String region, String endpoint, String variant) {
        return targets.containsKey(key(region, "endpoint/" + endpoint + "/variant/" + variant));
    }

    /** The resources that are registered, with the names of their policies. */
    public synchronized Map<String, Set<String>> registered(String region) {
        Map<String, Set<String>> registered = new TreeMap<>();
        targets.forEach((key, target) -> {
            if (key.startsWith(region + " ")) {
                registered.put(key.substring(region.length() + 1), Set.copyOf(target.policies.keySet()));
            }
        });
        return registered;
    }

    private static String key(String region, String resource) {
        return region + " " + resource;
    }

    @Override
    public String signingName() {
        return "application-autoscaling";
    }

    @Override
    public Protocol protocol() {
        return Protocol.AWS_JSON_1_1;
    }

    @Override
    public String resource(AwsRequest request) {
        return request.json().path("ResourceId").asText("");
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        return ScalingPermissions.of(request);
    }

    @Override
    public synchronized AwsResponse handle(AwsRequest request) {
        ObjectNode json = request.json();
        return AwsResponse.json(
                switch (request.operation()) {
                    case "RegisterScalableTarget" -> register(request, json);
                    case "DescribeScalableTargets" -> describeTargets(request, json);
                    case "DeregisterScalableTarget" -> deregister(request, json);
                    case "PutScalingPolicy" -> putPolicy(request, json);
                    case "DescribeScalingPolicies" -> describePolicies(request, json);
                    case "DeleteScalingPolicy" -> deletePolicy(request, json);
                    default ->
                        throw new AwsError(
                                "UnknownOperationException",
                                400,
                                "The embedded AWS has no operation " + request.operation() + ".");
                });
    }

    private JsonNode register(AwsRequest request, ObjectNode json) {
        ScalingShapes.REGISTER.validate(json);
        String resource = json.get("ResourceId").asText();
        String key = key(request.region(), resource);
        Target there = targets.get(key);
        if (there == null && !(json.has("MinCapacity") && json.has("MaxCapacity"))) {
            throw AwsError.validation("MinCapacity and MaxCapacity are required to register a new scalable target.");
        }
        if (json.path("MinCapacity").asInt() > json.path("MaxCapacity").asInt(Integer.MAX_VALUE)) {
            throw AwsError.validation("Maximum capacity cannot be less than minimum capacity");
        }
        requireVariant(request, resource);
        requireInstance(request, resource, json);
        ObjectNode registered = there == null ? AwsJson.object() : there.registered;
        for (String member :
                new String[] {"ServiceNamespace", "ResourceId", "ScalableDimension", "MinCapacity", "MaxCapacity"}) {
            if (json.has(member)) {
                registered.set(member, json.get(member));
            }
        }
        String arn = "arn:aws:application-autoscaling:" + request.region() + ":" + request.account()
                + ":scalable-target/" + Integer.toHexString(key.hashCode());
        registered.put("ScalableTargetARN", arn);
        registered.put("RoleARN", "arn:aws:iam::" + request.account() + ":role/aws-service-role/sagemaker");
        registered.put("CreationTime", AwsJson.timestamp(environment.clock().now()));
        targets.putIfAbsent(key, new Target(registered));
        return AwsJson.object().put("ScalableTargetARN", arn);
    }

    private void requireVariant(AwsRequest request, String resource) {
        Matcher matcher = VARIANT.matcher(resource);
        if (!matcher.matches()
                || !environment
                        .services()
                        .get(SageMaker.class)
                        .hasVariant(request.region(), matcher.group(1), matcher.group(2))) {
            throw AwsError.validation("SageMaker endpoint variant doesn't exist: " + resource);
        }
    }

    /** Only asynchronous endpoints do without instances, and such of inference components, which are none here. */
    private void requireInstance(AwsRequest request, String resource, ObjectNode json) {
        Matcher matcher = VARIANT.matcher(resource);
        boolean asynchronous = matcher.matches()
                && environment.services().get(SageMaker.class).isAsynchronous(request.region(), matcher.group(1));
        if (!asynchronous && json.path("MinCapacity").asInt(1) < 1) {
            throw AwsError.validation("Minimum capacity must be greater than or equal to 1 for " + resource);
        }
    }

    private JsonNode describeTargets(AwsRequest request, ObjectNode json) {
        ScalingShapes.DESCRIBE_TARGETS.validate(json);
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray("ScalableTargets");
        new TreeMap<>(targets).forEach((key, target) -> {
            boolean wanted = !json.has("ResourceIds") || names(json, target);
            if (key.startsWith(request.region() + " ") && wanted) {
                list.add(target.registered);
            }
        });
        return answer;
    }

    private static boolean names(ObjectNode json, Target target) {
        for (JsonNode id : json.get("ResourceIds")) {
            if (id.equals(target.registered.get("ResourceId"))) {
                return true;
            }
        }
        return false;
    }

    private JsonNode deregister(AwsRequest request, ObjectNode json) {
        ScalingShapes.ONE_TARGET.validate(json);
        requireTarget(request, json);
        targets.remove(key(request.region(), json.get("ResourceId").asText()));
        return AwsJson.object();
    }

    private Target requireTarget(AwsRequest request, ObjectNode json) {
        String resource = json.get("ResourceId").asText();
        Target target = targets.get(key(request.region(), resource));
        if (target == null) {
            throw new AwsError(
                    "ObjectNotFoundException",
                    400,
                    "No scalable target found for service namespace: sagemaker, resource ID: " + resource
                            + ", scalable dimension: sagemaker:variant:DesiredInstanceCount");
        }
        return target;
    }

    private JsonNode putPolicy(AwsRequest request, ObjectNode json) {
        ScalingShapes.PUT_POLICY.validate(json);
        Target target = requireTarget(request, json);
        String name = json.get("PolicyName").asText();
        ObjectNode policy = json.deepCopy();
        String arn = "arn:aws:autoscaling:" + request.region() + ":" + request.account()
                + ":scalingPolicy:resource/sagemaker/" + json.get("ResourceId").asText() + ":policyName/" + name;
        policy.put("PolicyARN", arn);
        policy.put("CreationTime", AwsJson.timestamp(environment.clock().now()));
        target.policies.put(name, policy);
        ObjectNode answer = AwsJson.object().put("PolicyARN", arn);
        answer.putArray("Alarms");
        return answer;
    }

    private JsonNode describePolicies(AwsRequest request, ObjectNode json) {
        ScalingShapes.DESCRIBE_POLICIES.validate(json);
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray("ScalingPolicies");
        new TreeMap<>(targets).forEach((key, target) -> {
            boolean wanted =
                    !json.has("ResourceId") || json.get("ResourceId").equals(target.registered.get("ResourceId"));
            if (key.startsWith(request.region() + " ") && wanted) {
                target.policies.values().forEach(list::add);
            }
        });
        return answer;
    }

    private JsonNode deletePolicy(AwsRequest request, ObjectNode json) {
        ScalingShapes.ONE_TARGET.validate(json);
        Target target = requireTarget(request, json);
        if (target.policies.remove(json.path("PolicyName").asText()) == null) {
            throw new AwsError("ObjectNotFoundException", 400, "No scaling policy found with that name.");
        }
        return AwsJson.object();
    }
}
