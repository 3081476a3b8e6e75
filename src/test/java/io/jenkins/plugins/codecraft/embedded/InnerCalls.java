package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Calls that one service of this AWS makes to another that speaks JSON, by a role of its own: in process, neither
 * signed nor in the journal, and no fault meets them.
 */
public final class InnerCalls {
    private final String account;

    /** @param account who calls */
    public InnerCalls(String account) {
        this.account = account;
    }

    /**
     * Calls an operation by its name, such as {@code DescribeTrainingJob}.
     *
     * @throws AwsError as the service answers it
     */
    public JsonNode call(AwsService service, String region, String operation, JsonNode request) {
        byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
        InputStream stream = new ByteArrayInputStream(body);
        HttpHead head = new HttpHead("POST", "/", null, Map.of("x-amz-target", List.of("Inner." + operation)));
        String name = service.signingName();
        Caller caller = new Caller(account, "arn:aws:sts::" + account + ":assumed-role/inner/" + name, "", "");
        AwsRequest inner = new AwsRequest(UUID.randomUUID().toString(), head, name, region, caller, stream);
        inner.operation(operation);
        return document(service.handle(inner));
    }

    private static ObjectNode document(AwsResponse response) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            response.body().writeTo(document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return AwsJson.object(document.toByteArray());
    }
}
