package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The permissions of functions to be invoked by exactly this API. */
record Grants(ApiPlan plan, AwsSession session) {
    private static final Pattern ARN = Pattern.compile("(.*:function:[^:]+)(?::(.+))?");

    /** The functions that the API may not invoke yet. */
    List<Difference> missing(String api) {
        List<Difference> missing = new ArrayList<>();
        for (Invoked function : plan.functions()) {
            if (api.isEmpty() || !granted(function, api)) {
                missing.add(new Difference(
                        "permission", "", Words.of(Grants.class, "lambdaInvokefunction", function.words())));
            }
        }
        return missing;
    }

    private boolean granted(Invoked function, String api) {
        try {
            String policy = session.lambda()
                    .getPolicy(request -> request.functionName(name(function)).qualifier(qualifier(function)))
                    .policy();
            return Json.read(policy).orElse(null) instanceof Map<?, ?> document
                    && document.get("Statement") instanceof List<?> statements
                    && statements.stream()
                            .anyMatch(one -> one instanceof Map<?, ?> statement
                                    && statement(function, api).equals(statement.get("Sid")));
        } catch (ResourceNotFoundException noPolicy) {
            return false;
        }
    }

    /** Grants it, unless it is granted. Whether it was granted now. */
    boolean grant(Invoked function, String api) {
        try {
            session.lambda()
                    .addPermission(AddPermissionRequest.builder()
                            .functionName(name(function))
                            .qualifier(qualifier(function))
                            .statementId(statement(function, api))
                            .action("lambda:InvokeFunction")
                            .principal("apigateway.amazonaws.com")
                            .sourceArn(plan.source(session, api, function))
                            .build());
            return true;
        } catch (ResourceConflictException granted) {
            if (granted(function, api)) {
                return false;
            }
            throw granted;
        }
    }

    private static String statement(Invoked function, String api) {
        return "codecraft-apigateway-" + api + (function.authorizer() ? "-authorizer" : "");
    }

    private static String name(Invoked function) {
        return match(function).group(1);
    }

    private static String qualifier(Invoked function) {
        return match(function).group(2);
    }

    private static Matcher match(Invoked function) {
        Matcher matcher = ARN.matcher(function.function());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no ARN of a function: " + function.function());
        }
        return matcher;
    }
}
