package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Functions that answer with their event; only those that were permitted may be called by an API. */
public final class EchoFunctions implements AwsService, Functions {
    private final Set<String> permitted = ConcurrentHashMap.newKeySet();
    private volatile String answer = "";

    /** @param source the ARN pattern of an API that may call, such as {@code arn:…:API/*}{@code /*} */
    public void permit(String source) {
        permitted.add(source);
    }

    /** From now on this is the answer, not the event. */
    public void answer(String json) {
        answer = json;
    }

    @Override
    public Answer invoke(String region, String function, byte[] event) {
        byte[] payload = answer.isEmpty() ? event : answer.getBytes(StandardCharsets.UTF_8);
        return new Answer(payload, Optional.empty(), "$LATEST", "");
    }

    @Override
    public Answer invoke(Source source, String region, String function, byte[] event) {
        boolean allowed =
                permitted.stream().anyMatch(pattern -> source.arn().startsWith(pattern.replaceFirst("\\*/\\*$", "")));
        if (!allowed) {
            throw new AwsError("AccessDeniedException", 403, "not permitted");
        }
        return invoke(region, function, event);
    }

    @Override
    public void send(Source source, String region, String function, byte[] event) {
        invoke(source, region, function, event);
    }

    @Override
    public Optional<String> find(String region, String function) {
        return Optional.empty();
    }

    @Override
    public String signingName() {
        return "echo";
    }

    @Override
    public Protocol protocol() {
        return Protocol.REST_JSON;
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        return AwsResponse.ok();
    }
}
