package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Creates the API, still without routes. Names of APIs are not unique and the call has no client token; but it gives our
 * tag, by which a call whose answer was lost is found to be made.
 */
record CreateApi(ApiPlan plan, String document, Places places, ApiBefore before) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Gateway gateway = Gateway.of(context.aws(), plan.http());
        Optional<Gateway.Api> made = gateway.named(plan.name()).stream()
                .filter(api -> plan.name().equals(api.tags().get(Ownership.ID)))
                .findFirst();
        String api = made.isPresent() ? made.get().id() : create(gateway);
        context.console().event(Words.of(CreateApi.class, "created", plan.words(), api));
        return Progress.next(new ImportDocument(plan, document, places, before.in(api)));
    }

    private String create(Gateway gateway) {
        try {
            return gateway.create(plan.name(), plan.tags());
        } catch (AwsServiceException error) {
            throw ApiRefusal.of(Words.of(CreateApi.class, "create", plan.words()), error);
        }
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // an API without a stage serves nobody and costs nothing
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
