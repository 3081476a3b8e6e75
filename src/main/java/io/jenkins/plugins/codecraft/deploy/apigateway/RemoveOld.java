package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Deletes one after the other of our deployments that are on no stage and not among the newest to keep. */
record RemoveOld(Release release) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Gateway gateway = Gateway.of(context.aws(), release.plan().http());
        List<Gateway.Deployed> old = old(gateway);
        if (!old.isEmpty()) {
            String oldest = old.get(old.size() - 1).id();
            if (remove(gateway, oldest, context)) {
                context.console()
                        .event("Removed deployment " + oldest + " of "
                                + release.plan().words());
                return Progress.next(this);
            }
        }
        String url = context.aws()
                .executeApi()
                .url(release.api(), release.plan().settings().stage());
        context.console().event(release.plan().words() + " is at " + url);
        return Progress.done(
                new ApiResult(release.plan(), release.before(), release.deployment()).changed(context.aws()));
    }

    /** The newest first, those to keep left out. */
    private List<Gateway.Deployed> old(Gateway gateway) {
        Set<String> serving = gateway.stages(release.api()).values().stream()
                .map(StageState::deploymentId)
                .collect(Collectors.toSet());
        return gateway.deployments(release.api()).stream()
                .filter(deployed -> !Content.in(deployed.description()).isEmpty())
                .filter(deployed -> !serving.contains(deployed.id()))
                .sorted(Comparator.comparing(Gateway.Deployed::created)
                        .thenComparing(Gateway.Deployed::id)
                        .reversed())
                .skip(release.plan().options().keep())
                .toList();
    }

    /** The API serves what is wanted; that something old stays is no reason to fail. */
    private boolean remove(Gateway gateway, String deployment, OperationContext context) {
        try {
            gateway.deleteDeployment(release.api(), deployment);
            return true;
        } catch (AwsServiceException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            if (error.statusCode() == 404) {
                return true;
            }
            context.console().event("Deployment " + deployment + " could not be removed: " + AwsErrors.describe(error));
            return false;
        }
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // the deployment is done
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
