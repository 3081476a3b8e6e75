package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.deploy.apigateway.ApiSettings.Limits;
import io.jenkins.plugins.codecraft.deploy.apigateway.ApiSettings.LogTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** HTTP APIs: version 2 of the API Gateway API. */
record HttpGateway(ApiGatewayV2Client client) implements Gateway {
    private static final String PAGE = "100";

    @Override
    public List<Api> named(String name) {
        return pages(
                        token -> client.getApis(
                                request -> request.maxResults(PAGE).nextToken(token)),
                        GetApisResponse::items,
                        GetApisResponse::nextToken)
                .stream()
                .filter(api -> api.protocolType() == ProtocolType.HTTP && name.equals(api.name()))
                .map(api -> new Api(api.apiId(), api.name(), text(api.description()), api.tags()))
                .toList();
    }

    @Override
    public Api read(String id) {
        var api = client.getApi(request -> request.apiId(id));
        return new Api(id, api.name(), text(api.description()), api.tags());
    }

    @Override
    public String create(String name, Map<String, String> tags) {
        return client.createApi(request ->
                        request.name(name).protocolType(ProtocolType.HTTP).tags(tags))
                .apiId();
    }

    @Override
    public List<String> define(String api, String document) {
        var answer = client.reimportApi(request -> request.apiId(api).body(document));
        List<String> found = new ArrayList<>(answer.importInfo());
        found.addAll(answer.warnings());
        return found;
    }

    @Override
    public void tag(String arn, Map<String, String> tags) {
        client.tagResource(request -> request.resourceArn(arn).tags(tags));
    }

    @Override
    public List<Deployed> deployments(String api) {
        return pages(
                        token -> client.getDeployments(
                                request -> request.apiId(api).maxResults(PAGE).nextToken(token)),
                        GetDeploymentsResponse::items,
                        GetDeploymentsResponse::nextToken)
                .stream()
                .map(one -> new Deployed(one.deploymentId(), text(one.description()), one.createdDate()))
                .toList();
    }

    @Override
    public String deploy(String api, String description) {
        return client.createDeployment(request -> request.apiId(api).description(description))
                .deploymentId();
    }

    @Override
    public void deleteDeployment(String api, String deployment) {
        client.deleteDeployment(request -> request.apiId(api).deploymentId(deployment));
    }

    @Override
    public Map<String, StageState> stages(String api) {
        Map<String, StageState> stages = new TreeMap<>();
        pages(
                        token -> client.getStages(
                                request -> request.apiId(api).maxResults(PAGE).nextToken(token)),
                        GetStagesResponse::items,
                        GetStagesResponse::nextToken)
                .forEach(stage -> stages.put(stage.stageName(), state(stage)));
        return stages;
    }

    private static StageState state(Stage stage) {
        RouteSettings routes = stage.defaultRouteSettings();
        boolean limited =
                routes != null && routes.throttlingRateLimit() != null && routes.throttlingBurstLimit() != null;
        AccessLogSettings log = stage.accessLogSettings();
        return new StageState(
                text(stage.deploymentId()),
                stage.stageVariables(),
                limited ? new Limits(routes.throttlingRateLimit(), routes.throttlingBurstLimit()) : null,
                log == null || log.destinationArn() == null
                        ? null
                        : new LogTarget(log.destinationArn(), text(log.format())),
                Boolean.TRUE.equals(stage.autoDeploy()));
    }

    @Override
    public void createStage(String api, String stage, StageState state) {
        CreateStageRequest.Builder request = CreateStageRequest.builder()
                .apiId(api)
                .stageName(stage)
                .deploymentId(state.deploymentId())
                .autoDeploy(false)
                .stageVariables(state.variables());
        if (state.limits() != null) {
            request.defaultRouteSettings(routes(state));
        }
        if (state.log() != null) {
            request.accessLogSettings(log(state));
        }
        client.createStage(request.build());
    }

    /** A stage variable goes away by an empty value. */
    @Override
    public void updateStage(String api, String stage, StageState is, StageState wanted) {
        Map<String, String> variables = new LinkedHashMap<>();
        is.variables().keySet().forEach(name -> variables.put(name, ""));
        variables.putAll(wanted.variables());
        client.updateStage(request -> {
            request.apiId(api)
                    .stageName(stage)
                    .deploymentId(wanted.deploymentId())
                    .autoDeploy(false)
                    .stageVariables(variables);
            if (wanted.limits() != null) {
                request.defaultRouteSettings(routes(wanted));
            }
            if (wanted.log() != null) {
                request.accessLogSettings(log(wanted));
            }
        });
    }

    private static RouteSettings routes(StageState state) {
        return RouteSettings.builder()
                .throttlingRateLimit(state.limits().rateLimit())
                .throttlingBurstLimit(state.limits().burstLimit())
                .build();
    }

    private static AccessLogSettings log(StageState state) {
        return AccessLogSettings.builder()
                .destinationArn(state.log().destination())
                .format(state.log().format())
                .build();
    }

    @Override
    public void deleteStage(String api, String stage) {
        client.deleteStage(request -> request.apiId(api).stageName(stage));
    }

    private static <P, T> List<T> pages(
            Function<String, P> page, Function<P, List<T>> items, Function<P, String> next) {
        List<T> all = new ArrayList<>();
        String token = null;
        do {
            P one = page.apply(token);
            all.addAll(items.apply(one));
            token = next.apply(one);
        } while (token != null && !token.isEmpty());
        return all;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
