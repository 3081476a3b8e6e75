package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Freezes what was imported as a deployment, unless there is one of this content. */
record CreateDeployment(ApiPlan plan, ApiBefore before) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Gateway gateway = Gateway.of(context.aws(), plan.http());
        Optional<String> there = gateway.deployments(before.api()).stream()
                .filter(deployed -> Content.in(deployed.description()).equals(plan.content()))
                .max(Comparator.comparing(Gateway.Deployed::created).thenComparing(Gateway.Deployed::id))
                .map(Gateway.Deployed::id);
        String deployment = there.isPresent() ? there.get() : create(gateway);
        context.console().event(Words.of(CreateDeployment.class, "deploymentThere", deployment, plan.words()));
        Release release = new Release(plan, before, deployment);
        return Progress.next(release.afterDeployment());
    }

    private String create(Gateway gateway) {
        try {
            return gateway.deploy(before.api(), Content.deployment(plan.content(), plan.origin()));
        } catch (AwsServiceException error) {
            throw ApiRefusal.of(Words.of(CreateDeployment.class, "deployWhichServes", plan.words()), error);
        }
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // a deployment that is on no stage is served to nobody
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
