package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Instant;

/**
 * A resource that never changes: a model or an endpoint configuration.
 *
 * @param kind as its members are named, e.g. {@code Model}
 * @param request what created it
 */
record Resource(String kind, String name, String arn, ObjectNode request, Instant created) implements Listed {
    @Override
    public Instant modified() {
        return created;
    }

    @Override
    public String status() {
        return "";
    }

    ObjectNode summary() {
        ObjectNode summary = AwsJson.object().put(kind + "Name", name).put(kind + "Arn", arn);
        return SageMakerContext.time(summary, "CreationTime", created);
    }

    ObjectNode describe() {
        ObjectNode answer = request.deepCopy();
        answer.remove("Tags");
        answer.put(
                "EnableNetworkIsolation", request.path("EnableNetworkIsolation").asBoolean());
        return answer.setAll(summary());
    }
}
