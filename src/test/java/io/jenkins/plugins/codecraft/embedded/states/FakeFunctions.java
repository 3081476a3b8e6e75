package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Functions of a test, by name, in place of Lambda. */
public final class FakeFunctions implements AwsService, Functions {
    private final Map<String, UnaryOperator<JsonNode>> functions = new ConcurrentHashMap<>();
    private final List<String> invoked = new CopyOnWriteArrayList<>();

    /** A function that throws. */
    public static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String type;

        public Thrown(String type, String message) {
            super(message);
            this.type = type;
        }
    }

    public FakeFunctions function(String name, UnaryOperator<JsonNode> code) {
        functions.put(name, code);
        return this;
    }

    /** What was invoked, as it was named. */
    List<String> invoked() {
        return List.copyOf(invoked);
    }

    @Override
    public Answer invoke(String region, String function, byte[] event) {
        invoked.add(function);
        String name = function.replaceFirst("^arn:.*:function:", "").replaceFirst(":.*", "");
        UnaryOperator<JsonNode> code = functions.get(name);
        if (code == null) {
            throw new AwsError("ResourceNotFoundException", 404, "Function not found: " + function);
        }
        try {
            return new Answer(bytes(code.apply(AwsJson.object(event))), Optional.empty(), "$LATEST", "");
        } catch (Thrown thrown) {
            JsonNode error =
                    AwsJson.object().put("errorMessage", thrown.getMessage()).put("errorType", thrown.type);
            return new Answer(bytes(error), Optional.of("Unhandled"), "$LATEST", "");
        }
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Answer invoke(Source source, String region, String function, byte[] event) {
        return invoke(region, function, event);
    }

    @Override
    public void send(Source source, String region, String function, byte[] event) {
        invoke(region, function, event);
    }

    @Override
    public Optional<String> find(String region, String function) {
        return Optional.empty();
    }

    @Override
    public String signingName() {
        return "fake-functions";
    }

    @Override
    public Protocol protocol() {
        return Protocol.REST_JSON;
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        throw new AwsError("UnknownOperationException", 404, "These functions are called in process only.");
    }
}
