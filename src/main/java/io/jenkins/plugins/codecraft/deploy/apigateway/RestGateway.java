package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.deploy.apigateway.ApiSettings.Limits;
import io.jenkins.plugins.codecraft.deploy.apigateway.ApiSettings.LogTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.AccessLogSettings;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMode;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** REST APIs: version 1 of the API Gateway API. */
record RestGateway(ApiGatewayClient client) implements Gateway {
    private static final int PAGE = 500;

    @Override
    public List<Api> named(String name) {
        return client.getRestApisPaginator(request -> request.limit(PAGE)).items().stream()
                .filter(api -> name.equals(api.name()))
                .map(api -> new Api(api.id(), api.name(), text(api.description()), api.tags()))
                .toList();
    }

    @Override
    public Api read(String id) {
        var api = client.getRestApi(request -> request.restApiId(id));
        return new Api(id, api.name(), text(api.description()), api.tags());
    }

    @Override
    public String create(String name, Map<String, String> tags) {
        return client.createRestApi(request -> request.name(name).tags(tags)).id();
    }

    @Override
    public List<String> define(String api, String document) {
        return client.putRestApi(request ->
                        request.restApiId(api).mode(PutMode.OVERWRITE).body(SdkBytes.fromUtf8String(document)))
                .warnings();
    }

    @Override
    public void tag(String arn, Map<String, String> tags) {
        client.tagResource(request -> request.resourceArn(arn).tags(tags));
    }

    @Override
    public List<Deployed> deployments(String api) {
        return client.getDeploymentsPaginator(request -> request.restApiId(api).limit(PAGE)).items().stream()
                .map(one -> new Deployed(one.id(), text(one.description()), one.createdDate()))
                .toList();
    }

    @Override
    public String deploy(String api, String description) {
        return client.createDeployment(request -> request.restApiId(api).description(description))
                .id();
    }

    @Override
    public void deleteDeployment(String api, String deployment) {
        client.deleteDeployment(request -> request.restApiId(api).deploymentId(deployment));
    }

    @Override
    public Map<String, StageState> stages(String api) {
        Map<String, StageState> stages = new TreeMap<>();
        client.getStages(request -> request.restApiId(api))
                .item()
                .forEach(stage -> stages.put(stage.stageName(), state(stage)));
        return stages;
    }

    private static StageState state(Stage stage) {
        MethodSetting all = stage.methodSettings().get("*/*");
        boolean limited = all != null && all.throttlingRateLimit() != null && all.throttlingBurstLimit() != null;
        AccessLogSettings log = stage.accessLogSettings();
        return new StageState(
                text(stage.deploymentId()),
                stage.variables(),
                limited ? new Limits(all.throttlingRateLimit(), all.throttlingBurstLimit()) : null,
                log == null || log.destinationArn() == null
                        ? null
                        : new LogTarget(log.destinationArn(), text(log.format())),
                false);
    }

    /** What CreateStage does not take is set by {@link #updateStage} before anybody is told of the stage. */
    @Override
    public void createStage(String api, String stage, StageState state) {
        client.createStage(request -> request.restApiId(api)
                .stageName(stage)
                .deploymentId(state.deploymentId())
                .variables(state.variables()));
    }

    @Override
    public void updateStage(String api, String stage, StageState is, StageState wanted) {
        List<PatchOperation> patches = new ArrayList<>();
        if (!wanted.deploymentId().equals(is.deploymentId())) {
            patches.add(patch(Op.REPLACE, "/deploymentId", wanted.deploymentId()));
        }
        is.variables().keySet().stream()
                .filter(name -> !wanted.variables().containsKey(name))
                .forEach(name -> patches.add(patch(Op.REMOVE, "/variables/" + name, null)));
        wanted.variables().forEach((name, value) -> {
            if (!value.equals(is.variables().get(name))) {
                patches.add(patch(Op.REPLACE, "/variables/" + name, value));
            }
        });
        if (wanted.limits() != null && !wanted.limits().equals(is.limits())) {
            patches.add(patch(
                    Op.REPLACE,
                    "/*/*/throttling/rateLimit",
                    StageState.number(wanted.limits().rateLimit())));
            patches.add(patch(
                    Op.REPLACE,
                    "/*/*/throttling/burstLimit",
                    Integer.toString(wanted.limits().burstLimit())));
        }
        if (wanted.log() != null && !wanted.log().equals(is.log())) {
            patches.add(patch(
                    Op.REPLACE,
                    "/accessLogSettings/destinationArn",
                    wanted.log().destination()));
            patches.add(
                    patch(Op.REPLACE, "/accessLogSettings/format", wanted.log().format()));
        }
        client.updateStage(request -> request.restApiId(api).stageName(stage).patchOperations(patches));
    }

    static PatchOperation patch(Op op, String path, String value) {
        return PatchOperation.builder().op(op).path(path).value(value).build();
    }

    @Override
    public void deleteStage(String api, String stage) {
        client.deleteStage(request -> request.restApiId(api).stageName(stage));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
