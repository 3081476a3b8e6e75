package io.jenkins.plugins.codecraft.deploy.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The authorizers of a document's security schemes: {@code x-amazon-apigateway-authorizer}. */
final class OpenApiAuthorizers {
    /** The member that names the function of an authorizer. */
    static final String URI = "authorizerUri";

    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";

    private OpenApiAuthorizers() {}

    static List<ObjectNode> of(ObjectNode root) {
        List<ObjectNode> authorizers = new ArrayList<>();
        for (JsonNode schemes :
                List.of(root.path("components").path("securitySchemes"), root.path("securityDefinitions"))) {
            for (JsonNode scheme : schemes) {
                if (scheme.path(AUTHORIZER) instanceof ObjectNode authorizer) {
                    authorizers.add(authorizer);
                }
            }
        }
        return authorizers;
    }

    /** What it invokes; "" for one that invokes nothing, such as one of JSON Web Tokens. */
    static String uri(ObjectNode authorizer) {
        return authorizer.path(URI).asText("");
    }

    /** Whether HTTP APIs have none of its type. */
    static boolean onlyRest(ObjectNode authorizer) {
        return authorizer.path("type").asText("").matches("token|cognito_user_pools");
    }
}
