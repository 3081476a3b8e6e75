package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/** What the step returns. */
record FunctionResult(Deployment deployment, String arn, String consoleUrl) {

    static FunctionResult of(Deployment deployment, AwsSession session) {
        String account = session.callerArn().split(":", -1)[4];
        String arn = "arn:" + session.partition() + ":lambda:" + session.scope().region() + ":" + account + ":function:"
                + deployment.name();
        return new FunctionResult(deployment, arn, ConsoleUrls.of(session).function(deployment.name()));
    }

    /** Nothing was changed, as nothing differs or as it was a plan. */
    Map<String, Object> unchanged(Optional<GetFunctionResponse> function) {
        Map<String, Object> result = map(false, deployment.was().version());
        function.ifPresent(now -> result.put("codeSha256", now.configuration().codeSha256()));
        return result;
    }

    /** @param version that was published */
    Map<String, Object> changed(String version) {
        Map<String, Object> result = map(true, version);
        if (!deployment.code().isImage()) {
            result.put("codeSha256", deployment.code().sha256());
        }
        return result;
    }

    private Map<String, Object> map(boolean changed, String version) {
        String alias = deployment.plan().settings().alias();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", deployment.name());
        result.put("arn", arn);
        result.put("changed", changed);
        result.put("changes", List.copyOf(deployment.changes()));
        result.put("version", version);
        result.put("previousVersion", deployment.was().version());
        if (!alias.isEmpty()) {
            result.put("alias", alias);
            result.put("aliasArn", arn + ":" + alias);
        }
        result.put("rollback", changed ? rollback(alias) : Map.of());
        result.put("consoleUrl", consoleUrl);
        return result;
    }

    /** Without an alias there is nothing to go back to: callers get what the function is. */
    private Map<String, Object> rollback(String alias) {
        if (!deployment.existed()) {
            return Map.of("delete", deployment.name());
        }
        AliasState before = deployment.before();
        return before.exists() ? Map.of("alias", alias, "version", before.version()) : Map.of();
    }
}
