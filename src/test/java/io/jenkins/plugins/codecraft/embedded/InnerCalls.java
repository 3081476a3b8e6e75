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
        HttpHead head = new HttpHead("POST", "/", null, Map.of("x-amz-target", List.of("Inner." + operation)));
        AwsRequest inner = request(service, region, head, request.toString().getBytes(StandardCharsets.UTF_8));
        inner.operation(operation);
        return document(service.handle(inner));
    }

    /**
     * Gets what a service that speaks REST has at a path, which may end with a query.
     *
     * @throws AwsError as the service answers it
     */
    public JsonNode get(AwsService service, String region, String path) {
        String[] parts = path.split("\\?", 2);
        HttpHead head = new HttpHead("GET", parts[0], parts.length > 1 ? parts[1] : null, Map.of());
        AwsRequest inner = request(service, region, head, new byte[0]);
        inner.operation(service.operation(inner));
        return document(service.handle(inner));
    }

    private AwsRequest request(AwsService service, String region, HttpHead head, byte[] body) {
        InputStream stream = new ByteArrayInputStream(body);
        String name = service.signingName();
        Caller caller = new Caller(account, "arn:aws:sts::" + account + ":assumed-role/inner/" + name, "", "");
        return new AwsRequest(UUID.randomUUID().toString(), head, name, region, caller, stream);
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
