package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Who may invoke a function, or one of its versions or aliases. Guarded by its function. */
final class ResourcePolicy {
    private final Map<String, ObjectNode> statements = new LinkedHashMap<>();
    private String revision = UUID.randomUUID().toString();

    boolean isEmpty() {
        return statements.isEmpty();
    }

    /** @throws io.jenkins.plugins.codecraft.embedded.AwsError where it differs from the revision now */
    void require(Optional<String> expected) {
        if (expected.isPresent() && !expected.get().equals(revision)) {
            throw LambdaErrors.revision("GetPolicy");
        }
    }

    /** The new statement. */
    ObjectNode add(JsonNode request, String resource) {
        String id = request.get("StatementId").asText();
        if (statements.containsKey(id)) {
            throw LambdaErrors.conflict("The statement id (" + id
                    + ") provided already exists. Please provide a new statement id, or remove the existing"
                    + " statement.");
        }
        ObjectNode statement = AwsJson.object().put("Sid", id).put("Effect", "Allow");
        String principal = request.get("Principal").asText();
        if (principal.matches(".+\\.amazonaws\\.com")) {
            statement.putObject("Principal").put("Service", principal);
        } else if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else {
            statement
                    .putObject("Principal")
                    .put("AWS", principal.matches("\\d{12}") ? "arn:aws:iam::" + principal + ":root" : principal);
        }
        statement.put("Action", request.get("Action").asText()).put("Resource", resource);
        if (request.hasNonNull("SourceAccount")) {
            statement
                    .withObject("/Condition")
                    .withObject("/StringEquals")
                    .put("AWS:SourceAccount", request.get("SourceAccount").asText());
        }
        if (request.hasNonNull("SourceArn")) {
            statement
                    .withObject("/Condition")
                    .withObject("/ArnLike")
                    .put("AWS:SourceArn", request.get("SourceArn").asText());
        }
        statements.put(id, statement);
        revision = UUID.randomUUID().toString();
        return statement;
    }

    void remove(String id) {
        if (statements.remove(id) == null) {
            throw LambdaErrors.notFound("Statement " + id + " is not found in resource policy.");
        }
        revision = UUID.randomUUID().toString();
    }

    boolean permits(Functions.Source source) {
        return statements.values().stream().anyMatch(statement -> permits(statement, source));
    }

    private static boolean permits(ObjectNode statement, Functions.Source source) {
        JsonNode principal = statement.get("Principal");
        boolean named =
                principal.isTextual() || principal.path("Service").asText().equals(source.principal());
        JsonNode conditions = statement.path("Condition");
        String account =
                conditions.path("StringEquals").path("AWS:SourceAccount").asText(source.account());
        String arn = conditions.path("ArnLike").path("AWS:SourceArn").asText("*");
        return named && account.equals(source.account()) && like(arn, source.arn());
    }

    private static boolean like(String pattern, String arn) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return arn.matches(regex);
    }

    ObjectNode describe() {
        ObjectNode policy = AwsJson.object().put("Version", "2012-10-17").put("Id", "default");
        statements.values().forEach(policy.putArray("Statement")::add);
        return AwsJson.object().put("Policy", policy.toString()).put("RevisionId", revision);
    }
}
