package io.jenkins.plugins.codecraft.invoke.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
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
            throw new OperationFailure(
                    Words.of(Apis.class, "thereNoApi", name, session.scope().region()));
        }
        if (found.size() > 1) {
            throw new OperationFailure(
                    Words.of(Apis.class, "thereApisGive", found.size(), name, String.join(", ", found)));
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
                throw new OperationFailure(Words.of(Apis.class, "thereNoApiId", id), none);
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
            String why = found.isEmpty()
                    ? "no"
                    : found.size() > 1 ? Words.of(Apis.class, "moreThanOne") : Words.of(Apis.class, "noEnabled");
            throw new OperationFailure(Words.of(
                    Apis.class, "apikeyThereApi", name, why, session.scope().region()));
        }
        return found.get(0).value();
    }
}
