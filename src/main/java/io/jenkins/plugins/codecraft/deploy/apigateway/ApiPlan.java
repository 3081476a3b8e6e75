package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state that is wanted, without the document itself.
 *
 * @param http whether it is an HTTP API, else a REST API
 * @param content stands for the filled-in document
 * @param functions that the document invokes
 * @param keyed whether the method that the check calls needs an API key
 * @param signed whether some method has IAM authorization
 */
record ApiPlan(
        ApiSettings settings,
        DeployOptions options,
        BuildOrigin origin,
        boolean http,
        String content,
        List<Invoked> functions,
        boolean keyed,
        boolean signed)
        implements Serializable {
    /** The stage on which a new deployment is tried out before users get it. */
    static final String CHECK_STAGE = "codecraft-check";

    ApiPlan {
        functions = List.copyOf(functions);
    }

    String name() {
        return settings.name();
    }

    String words() {
        return Words.of(ApiPlan.class, "api", http ? "HTTP" : "REST", name());
    }

    String stageWords() {
        return Words.of(ApiPlan.class, "stage", settings.stage(), words());
    }

    /** The user's tags and ours. */
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>(options.tags());
        tags.putAll(origin.tags(name()));
        return tags;
    }

    /** The tags of an API into which the document was imported. */
    Map<String, String> importedTags() {
        Map<String, String> tags = tags();
        tags.put(Content.TAG, content);
        return tags;
    }

    String arn(AwsSession session, String api) {
        return "arn:" + session.partition() + ":apigateway:" + session.scope().region() + "::"
                + (http ? "/apis/" : "/restapis/") + api;
    }

    /** What a function's policy names: all methods, or all authorizers, of exactly this API. */
    String source(AwsSession session, String api, Invoked function) {
        return "arn:" + session.partition() + ":execute-api:" + session.scope().region() + ":"
                + session.scope().account() + ":" + api
                + (function.authorizer() ? "/authorizers/*" : "/*/*");
    }
}
