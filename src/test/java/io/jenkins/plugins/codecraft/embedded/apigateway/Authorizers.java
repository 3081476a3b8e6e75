package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the authorizers of routes whether a request may pass. */
record Authorizers(Supplier<Functions> functions) {
    /** The refusal; nothing if the request may pass, or nobody is to be asked. */
    Optional<Served> refusal(Call call) {
        return call.route().authorizer().flatMap(authorizer -> refusal(call, authorizer));
    }

    private Optional<Served> refusal(Call call, Authorizer authorizer) {
        if (!call.headers().keySet().containsAll(authorizer.headers())) {
            return Optional.of(Served.message(401, "Unauthorized"));
        }
        Functions.Source source = new Functions.Source(
                "apigateway.amazonaws.com",
                "arn:aws:execute-api:" + call.api().region() + ":" + call.account() + ":"
                        + call.api().id() + "/authorizers/" + authorizer.id(),
                call.account());
        try {
            Functions.Answer answer = functions
                    .get()
                    .invoke(
                            source,
                            call.api().region(),
                            authorizer.function(),
                            event(call, authorizer).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (answer.functionError().isPresent()) {
                return Optional.of(Served.message(500, "Internal Server Error"));
            }
            return allows(authorizer, AwsJson.object(answer.payload()))
                    ? Optional.empty()
                    : Optional.of(Served.message(403, "Forbidden"));
        } catch (AwsError refused) {
            return Optional.of(Served.message(500, "Internal Server Error"));
        }
    }

    private static ObjectNode event(Call call, Authorizer authorizer) {
        ObjectNode event = AwsJson.object()
                .put("type", authorizer.type().toUpperCase(java.util.Locale.ROOT))
                .put(call.api().http() ? "routeArn" : "methodArn", call.sourceArn());
        if (authorizer.type().equals("token")) {
            return event.put(
                    "authorizationToken",
                    call.headers().get(authorizer.headers().get(0)));
        }
        event.set("headers", AwsJson.tree(call.headers()));
        return event;
    }

    private static boolean allows(Authorizer authorizer, JsonNode answer) {
        return authorizer.simple()
                ? answer.path("isAuthorized").asBoolean()
                : answer.at("/policyDocument/Statement/0/Effect").asText().equals("Allow");
    }
}
