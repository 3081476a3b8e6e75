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
        Map<String, Object> result = map(false, deployment.before().version());
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
        AliasState before = deployment.before();
        String alias = deployment.plan().settings().alias();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", deployment.name());
        result.put("arn", arn);
        result.put("changed", changed);
        result.put("changes", List.copyOf(deployment.changes()));
        result.put("version", version);
        result.put("previousVersion", before.version());
        if (!alias.isEmpty()) {
            result.put("alias", alias);
            result.put("aliasArn", arn + ":" + alias);
        }
        if (changed && before.exists()) {
            result.put("rollback", Map.of("alias", alias, "version", before.version()));
        }
        result.put("consoleUrl", consoleUrl);
        return result;
    }
}
