package io.jenkins.plugins.codecraft.deploy.apigateway;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Takes the stage back to the deployment and the settings that it had; one that this step created is deleted. What
 * somebody else put on the stage meanwhile stays.
 *
 * @param failure why; null if the build was aborted
 */
record UndoStage(Release release, @CheckForNull String failure) implements Operation {

    static UndoStage failed(Release release, String why) {
        return new UndoStage(release, why);
    }

    static UndoStage aborted(Release release) {
        return new UndoStage(release, null);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        ApiPlan plan = release.plan();
        String stage = plan.settings().stage();
        Gateway gateway = Gateway.of(context.aws(), plan.http());
        StageState is = gateway.stages(release.api()).get(stage);
        StageState was = release.before().stage();
        if (is == null || isBack(is, was)) {
            return end(
                    was == null ? "the stage is gone again" : "it serves deployment " + was.deploymentId() + " again");
        }
        if (!is.deploymentId().equals(release.deployment())) {
            return end("somebody else put deployment " + is.deploymentId() + " on it, which stays");
        }
        context.console()
                .event("Going back: the " + plan.stageWords()
                        + (was == null ? " is deleted" : " to deployment " + was.deploymentId()));
        try {
            if (was != null) {
                gateway.updateStage(release.api(), stage, is, was);
            } else if (!OfferPlan.leave(release, context.aws())) {
                gateway.deleteStage(release.api(), stage);
            }
        } catch (AwsServiceException error) {
            if (was == null && error.statusCode() == 404) {
                return end("the stage is gone again");
            }
            throw ApiRefusal.of("to take the " + plan.stageWords() + " back" + why(), error);
        }
        return was == null ? Progress.next(this) : end("it serves deployment " + was.deploymentId() + " again");
    }

    /** What this step added to the stage, throttling and an access log, may stay: what is served counts. */
    private boolean isBack(StageState is, StageState was) {
        boolean other = was != null && !was.deploymentId().equals(release.deployment());
        return is.equals(was) || other && is.deploymentId().equals(was.deploymentId());
    }

    private Progress end(String left) {
        String why = failure == null
                ? null
                : failure + "\nThe " + release.plan().stageWords() + " was taken back: " + left + ".";
        return Progress.next(new RemoveCreated(release, why));
    }

    private String why() {
        return failure == null ? "" : " (" + failure + ")";
    }

    @Override
    public Operation stopping() {
        return this;
    }

    @Override
    public Optional<String> running() {
        return Optional.of(release.plan().stageWords());
    }
}
