package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.HttpHead;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The integration type {@code AWS_PROXY} with a function: payload format 1.0 or 2.0. */
final class LambdaProxy {
    private final Supplier<Functions> functions;
    private final Supplier<Instant> clock;

    LambdaProxy(Supplier<Functions> functions, Supplier<Instant> clock) {
        this.functions = functions;
        this.clock = clock;
    }

    Served answer(Call call) {
        Functions.Answer answer;
        try {
            Functions.Source source =
                    new Functions.Source("apigateway.amazonaws.com", call.sourceArn(), call.account());
            answer = functions.get().invoke(source, call.api().region(), Lambdas.function(call.uri()), event(call));
        } catch (AwsError refused) {
            return broken(call, 500);
        }
        if (answer.functionError().isPresent()) {
            return broken(call, call.api().http() ? 500 : 502);
        }
        return read(call, answer).orElseGet(() -> broken(call, call.api().http() ? 500 : 502));
    }

    private static Served broken(Call call, int status) {
        return Served.message(status, call.api().http() ? "Internal Server Error" : "Internal server error");
    }

    /** Payload 2.0 takes anything without a status code for a body. */
    private static Optional<Served> read(Call call, Functions.Answer answer) {
        JsonNode payload = parse(answer.payload());
        boolean complete = payload.isObject() && payload.path("statusCode").canConvertToInt();
        if (!complete) {
            boolean whole = call.api().http() && call.integration().payload2();
            byte[] body = payload.isTextual() ? payload.asText().getBytes(StandardCharsets.UTF_8) : answer.payload();
            return whole
                    ? Optional.of(new Served(200, Map.of("Content-Type", "application/json"), body))
                    : Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>(Definition.texts(payload.path("headers")));
        if (headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", call.api().http() ? "text/plain;charset=UTF-8" : "application/json");
        }
        String text = payload.path("body").asText("");
        byte[] body = payload.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        return Optional.of(new Served(payload.path("statusCode").asInt(), headers, body));
    }

    private static JsonNode parse(byte[] payload) {
        try {
            return AwsJson.object(("{\"payload\":" + new String(payload, StandardCharsets.UTF_8) + "}")
                            .getBytes(StandardCharsets.UTF_8))
                    .path("payload");
        } catch (AwsError notJson) {
            return AwsJson.object();
        }
    }

    private byte[] event(Call call) {
        ObjectNode event = call.api().http() && call.integration().payload2() ? second(call) : first(call);
        event.set("stageVariables", orNull(call.stage().variables()));
        event.set("pathParameters", orNull(call.variables()));
        body(event, call.request().body());
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode orNull(Map<String, String> values) {
        return values.isEmpty() ? AwsJson.tree(null) : AwsJson.tree(values);
    }

    private static void body(ObjectNode event, byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            event.put("body", body.length == 0 ? null : text).put("isBase64Encoded", false);
        } catch (CharacterCodingException binary) {
            event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        }
    }

    private ObjectNode first(Call call) {
        HttpHead head = call.request().head();
        ObjectNode event = AwsJson.object()
                .put("version", "1.0")
                .put("resource", call.route().path())
                .put("path", call.path())
                .put("httpMethod", call.method());
        event.set("headers", AwsJson.tree(Call.last(head.headers())));
        event.set("multiValueHeaders", AwsJson.tree(head.headers()));
        event.set("queryStringParameters", orNull(Call.last(head.query())));
        event.set("multiValueQueryStringParameters", AwsJson.tree(head.query()));
        ObjectNode context = event.putObject("requestContext")
                .put("accountId", call.account())
                .put("apiId", call.api().id())
                .put("stage", call.stage().name())
                .put("requestId", call.request().id())
                .put("resourcePath", call.route().path())
                .put("httpMethod", call.method())
                .put("path", "/" + call.stage().name() + call.path())
                .put("domainName", call.domain())
                .put("requestTimeEpoch", clock.get().toEpochMilli());
        context.putObject("identity")
                .put("sourceIp", "127.0.0.1")
                .put("userAgent", head.header("User-Agent").orElse(""));
        return event;
    }

    private ObjectNode second(Call call) {
        HttpHead head = call.request().head();
        String stage = call.stage().name();
        String raw = (stage.equals("$default") ? "" : "/" + stage) + call.path();
        ObjectNode event = AwsJson.object()
                .put("version", "2.0")
                .put("routeKey", call.route().key())
                .put("rawPath", raw)
                .put("rawQueryString", head.rawQuery());
        event.set("headers", AwsJson.tree(call.headers()));
        if (!head.query().isEmpty()) {
            Map<String, String> query = new LinkedHashMap<>();
            head.query().forEach((name, values) -> query.put(name, String.join(",", values)));
            event.set("queryStringParameters", AwsJson.tree(query));
        }
        ObjectNode context = event.putObject("requestContext")
                .put("accountId", call.account())
                .put("apiId", call.api().id())
                .put("domainName", call.domain())
                .put("domainPrefix", call.api().id())
                .put("requestId", call.request().id())
                .put("routeKey", call.route().key())
                .put("stage", stage)
                .put("timeEpoch", clock.get().toEpochMilli());
        context.putObject("http")
                .put("method", call.method())
                .put("path", raw)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1")
                .put("userAgent", head.header("User-Agent").orElse(""));
        return event;
    }
}
