package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;

/** The tags of state machines. */
record Tags(Machines machines) {
    private static final int MOST = 50;

    static void put(Machine machine, JsonNode tags) {
        if (machine.tags().size() + tags.size() > MOST) {
            throw Errors.of("TooManyTags", "A resource can have " + MOST + " tags at most: '" + machine.arn() + "'");
        }
        tags.forEach(tag ->
                machine.tags().put(tag.path("key").asText(), tag.path("value").asText()));
    }

    JsonNode add(AwsRequest request) {
        StateShapes.TAG.validate(request.json());
        synchronized (machines) {
            put(find(request), request.json().get("tags"));
        }
        return AwsJson.object();
    }

    JsonNode remove(AwsRequest request) {
        StateShapes.UNTAG.validate(request.json());
        synchronized (machines) {
            Machine machine = find(request);
            request.json().get("tagKeys").forEach(key -> machine.tags().remove(key.asText()));
        }
        return AwsJson.object();
    }

    JsonNode list(AwsRequest request) {
        StateShapes.LIST_TAGS.validate(request.json());
        ObjectNode answer = AwsJson.object();
        ArrayNode tags = answer.putArray("tags");
        synchronized (machines) {
            find(request)
                    .tags()
                    .forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        }
        return answer;
    }

    private Machine find(AwsRequest request) {
        String arn = request.json().get("resourceArn").asText();
        return machines.find(arn).orElseThrow(() -> Errors.noResource(arn));
    }
}
