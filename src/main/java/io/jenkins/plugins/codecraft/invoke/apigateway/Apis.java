package io.jenkins.plugins.codecraft.invoke.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** The APIs and keys of the account, as a call needs them. */
record Apis(AwsSession session) {

    /** The id of the only API of a name, HTTP or REST. */
    String idOf(String name) {
        List<String> found = Stream.concat(httpApis(name), restApis(name)).toList();
        if (found.isEmpty()) {
            throw new OperationFailure("There is no API '" + name + "' in region "
                    + session.scope().region() + ". Deploy it before, or correct the name.");
        }
        if (found.size() > 1) {
            throw new OperationFailure("There are " + found.size() + " APIs '" + name + "': " + String.join(", ", found)
                    + ". Give the URL of one of them with url.");
        }
        return found.get(0);
    }

    private Stream<String> httpApis(String name) {
        List<String> ids = new java.util.ArrayList<>();
        String token = null;
        do {
            String next = token;
            var page = session.apiGatewayV2()
                    .getApis(request -> request.maxResults("100").nextToken(next));
            page.items().stream()
                    .filter(api -> name.equals(api.name()))
                    .filter(api -> "HTTP".equals(api.protocolTypeAsString()))
                    .forEach(api -> ids.add(api.apiId()));
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return ids.stream();
    }

    private Stream<String> restApis(String name) {
        return session.apiGateway().getRestApisPaginator(request -> request.limit(500)).items().stream()
                .filter(api -> name.equals(api.name()))
                .map(api -> api.id());
    }

    /** Refuses an API of somebody else: it would get what is only for ours, a signature or a key. */
    void requireOwn(String id) {
        try {
            session.apiGatewayV2().getApi(request -> request.apiId(id));
        } catch (software.amazon.awssdk.services.apigatewayv2.model.NotFoundException noHttpApi) {
            try {
                session.apiGateway().getRestApi(request -> request.restApiId(id));
            } catch (NotFoundException none) {
                throw new OperationFailure(
                        "There is no API with the id " + id + " in this account and region: it gets neither a"
                                + " signature nor an API key. Correct the url, or leave signed and apiKey out.",
                        none);
            }
        }
    }

    /** The value of a key by its name; a secret. */
    String key(String name) {
        List<ApiKey> found = session
                .apiGateway()
                .getApiKeysPaginator(request -> request.nameQuery(name).includeValues(true))
                .items()
                .stream()
                .filter(key -> name.equals(key.name()))
                .toList();
        if (found.size() != 1 || !Boolean.TRUE.equals(found.get(0).enabled())) {
            String why = found.isEmpty() ? "no" : found.size() > 1 ? "more than one" : "no enabled";
            throw new OperationFailure("apiKey '" + name + "': there is " + why + " API key of this name in region "
                    + session.scope().region() + ". Give the name of a key of API Gateway, such as that of the"
                    + " usage plan that codecraftDeploy made.");
        }
        return found.get(0).value();
    }
}
