package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.Shape;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The tags of all resources, by ARN: {@code AddTags}, {@code ListTags}, {@code DeleteTags}. Safe for threads. */
final class Tags {
    private static final int MOST = 50;
    private static final Shape ADD =
            CommonShapes.named("ResourceArn", CommonShapes.RESOURCE_ARN).required("Tags", CommonShapes.TAGS);
    private static final Shape LIST = CommonShapes.named("ResourceArn", CommonShapes.RESOURCE_ARN)
            .optional("MaxResults", Shape.number().min(50));
    private static final Shape DELETE = CommonShapes.named("ResourceArn", CommonShapes.RESOURCE_ARN)
            .required("TagKeys", Shape.list(CommonShapes.TAG_KEY).size(1, 50));

    private final Map<String, Map<String, String>> resources = new ConcurrentHashMap<>();

    /** Refuses tags that a new resource must not have. */
    static void check(JsonNode tags) {
        tags.forEach(tag -> {
            String key = tag.path("Key").asText();
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw AwsError.validation("Tag keys with the prefix aws: are reserved for AWS use: " + key);
            }
        });
    }

    void create(String arn, JsonNode tags) {
        Map<String, String> values = new TreeMap<>();
        tags.forEach(
                tag -> values.put(tag.path("Key").asText(), tag.path("Value").asText()));
        resources.put(arn, values);
    }

    void forget(String arn) {
        resources.remove(arn);
    }

    JsonNode add(AwsRequest request) {
        ADD.validate(request.json());
        JsonNode tags = request.json().get("Tags");
        check(tags);
        String arn = arn(request);
        Map<String, String> values = find(arn);
        synchronized (values) {
            Map<String, String> more = new TreeMap<>(values);
            tags.forEach(
                    tag -> more.put(tag.path("Key").asText(), tag.path("Value").asText()));
            if (more.size() > MOST) {
                throw new AwsError(
                        "ResourceLimitExceeded", 400, "A resource can have " + MOST + " tags at most: " + arn);
            }
            values.putAll(more);
            return answer(values);
        }
    }

    JsonNode list(AwsRequest request) {
        LIST.validate(request.json());
        Map<String, String> values = find(arn(request));
        synchronized (values) {
            return answer(values);
        }
    }

    JsonNode delete(AwsRequest request) {
        DELETE.validate(request.json());
        Map<String, String> values = find(arn(request));
        synchronized (values) {
            request.json().get("TagKeys").forEach(key -> values.remove(key.asText()));
        }
        return AwsJson.object();
    }

    private static String arn(AwsRequest request) {
        return request.json().get("ResourceArn").asText();
    }

    private Map<String, String> find(String arn) {
        Map<String, String> values = resources.get(arn);
        if (values == null) {
            throw AwsError.validation("Could not find resource \"" + arn + "\".");
        }
        return values;
    }

    private static ObjectNode answer(Map<String, String> values) {
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray("Tags");
        values.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return answer;
    }
}
