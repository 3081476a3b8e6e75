package io.jenkins.plugins.codecraft.deploy.apigateway;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The end of a deployment that was not let through: what this build froze for it goes too, unless a stage has it. Then
 * the step fails with what it has to say.
 *
 * @param failure null if the build was aborted
 */
record RemoveCreated(Release release, @CheckForNull String failure) implements Operation {
    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Gateway gateway = Gateway.of(context.aws(), release.plan().http());
        try {
            if (isOfThisBuild(gateway) && isOnNoStage(gateway)) {
                RemoveOld.remove(gateway, release, release.deployment(), context);
            }
        } catch (AwsServiceException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console()
                    .event(Words.of(
                            RemoveCreated.class,
                            "whetherDeploymentLeft",
                            release.deployment(),
                            AwsErrors.describe(error)));
        }
        if (failure != null) {
            throw new OperationFailure(failure);
        }
        return Progress.done(Map.of());
    }

    /** One that was there before is one that somebody may go back to. */
    private boolean isOfThisBuild(Gateway gateway) {
        String description =
                Content.deployment(release.plan().content(), release.plan().origin());
        return gateway.deployments(release.api()).stream()
                .anyMatch(deployed -> deployed.id().equals(release.deployment())
                        && deployed.description().equals(description));
    }

    private boolean isOnNoStage(Gateway gateway) {
        return gateway.stages(release.api()).values().stream()
                .noneMatch(stage -> stage.deploymentId().equals(release.deployment()));
    }

    @Override
    public Operation stopping() {
        return new RemoveCreated(release, null);
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
