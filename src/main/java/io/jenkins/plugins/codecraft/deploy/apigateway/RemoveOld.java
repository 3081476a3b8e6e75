package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Deletes one after the other of our deployments that are on no stage and not among those to keep. The one that the stage
 * had before is the first to keep, as one can go back to it.
 */
record RemoveOld(Release release) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Gateway gateway = Gateway.of(context.aws(), release.plan().http());
        List<Gateway.Deployed> all = gateway.deployments(release.api());
        List<Gateway.Deployed> old = old(gateway, all);
        if (!old.isEmpty() && remove(gateway, release, old.get(old.size() - 1).id(), context)) {
            return Progress.next(this);
        }
        boolean wayBack = all.stream().anyMatch(deployed -> deployed.id().equals(previous()));
        String url = context.aws()
                .executeApi()
                .url(release.api(), release.plan().settings().stage());
        context.console().event(release.plan().words() + " is at " + url);
        return Progress.done(
                new ApiResult(release.plan(), release.before(), release.deployment()).changed(context.aws(), wayBack));
    }

    private String previous() {
        return release.before().stageOrNone().deploymentId();
    }

    /** The one that was served before, then the newest first; those to keep left out. */
    private List<Gateway.Deployed> old(Gateway gateway, List<Gateway.Deployed> all) {
        Set<String> serving = gateway.stages(release.api()).values().stream()
                .map(StageState::deploymentId)
                .collect(Collectors.toSet());
        Comparator<Gateway.Deployed> newest = Comparator.comparing(Gateway.Deployed::created)
                .thenComparing(Gateway.Deployed::id)
                .reversed();
        return all.stream()
                .filter(deployed -> !Content.in(deployed.description()).isEmpty())
                .filter(deployed -> !serving.contains(deployed.id()))
                .sorted(Comparator.comparing(
                                (Gateway.Deployed deployed) -> !deployed.id().equals(previous()))
                        .thenComparing(newest))
                .skip(release.plan().options().keep())
                .toList();
    }

    /** Deletes a deployment and says so. That it stays is no reason to fail. Whether it is gone. */
    static boolean remove(Gateway gateway, Release release, String deployment, OperationContext context) {
        String words = Words.of(
                RemoveOld.class, "deployment", deployment, release.plan().words());
        try {
            gateway.deleteDeployment(release.api(), deployment);
        } catch (AwsServiceException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            if (error.statusCode() != 404) {
                context.console().event(Words.of(RemoveOld.class, "left", words, AwsErrors.describe(error)));
                return false;
            }
        }
        context.console().event(Words.of(RemoveOld.class, "removed", words));
        return true;
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
