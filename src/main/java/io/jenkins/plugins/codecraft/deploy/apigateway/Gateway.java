package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** API Gateway as deployments use it, alike for its two versions. */
sealed interface Gateway permits RestGateway, HttpGateway {

    /** An API that is there. */
    record Api(String id, String name, String description, Map<String, String> tags) {}

    /** A deployment that is there. */
    record Deployed(String id, String description, Instant created) {}

    static Gateway of(AwsSession session, boolean http) {
        return http ? new HttpGateway(session.apiGatewayV2()) : new RestGateway(session.apiGateway());
    }

    /** All APIs of a name. */
    List<Api> named(String name);

    Api read(String api);

    /** Creates an API without routes. Its id. */
    String create(String name, Map<String, String> tags);

    /**
     * Replaces what the next deployment takes.
     *
     * @return what was ignored of the document
     */
    List<String> define(String api, String document);

    void tag(String arn, Map<String, String> tags);

    List<Deployed> deployments(String api);

    /** Freezes what was defined. The deployment's id. */
    String deploy(String api, String description);

    void deleteDeployment(String api, String deployment);

    /** All stages by name. */
    Map<String, StageState> stages(String api);

    void createStage(String api, String stage, StageState state);

    /** Brings a stage from what it is to what is wanted, at once. */
    void updateStage(String api, String stage, StageState is, StageState wanted);

    void deleteStage(String api, String stage);
}
