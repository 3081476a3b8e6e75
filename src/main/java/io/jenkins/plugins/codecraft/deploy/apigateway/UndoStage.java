package io.jenkins.plugins.codecraft.deploy.apigateway;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
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
                    was == null
                            ? Words.of(UndoStage.class, "stageGoneAgain")
                            : Words.of(UndoStage.class, "servesDeploymentAgain", was.deploymentId()));
        }
        if (!is.deploymentId().equals(release.deployment())) {
            return end(Words.of(UndoStage.class, "somebodyElsePut", is.deploymentId()));
        }
        context.console()
                .event(Words.of(
                        UndoStage.class,
                        "goingBack",
                        plan.stageWords(),
                        was == null
                                ? Words.of(UndoStage.class, "deleted")
                                : Words.of(UndoStage.class, "deployment", was.deploymentId())));
        try {
            if (was != null) {
                gateway.updateStage(release.api(), stage, is, was);
            } else if (!OfferPlan.leave(release, context.aws())) {
                gateway.deleteStage(release.api(), stage);
            }
        } catch (AwsServiceException error) {
            if (was == null && error.statusCode() == 404) {
                return end(Words.of(UndoStage.class, "stageGoneAgain"));
            }
            throw ApiRefusal.of(Words.of(UndoStage.class, "takeBack", plan.stageWords(), why()), error);
        }
        return was == null
                ? Progress.next(this)
                : end(Words.of(UndoStage.class, "servesDeploymentAgain", was.deploymentId()));
    }

    /** What this step added to the stage, throttling and an access log, may stay: what is served counts. */
    private boolean isBack(StageState is, StageState was) {
        boolean other = was != null && !was.deploymentId().equals(release.deployment());
        return is.equals(was) || other && is.deploymentId().equals(was.deploymentId());
    }

    private Progress end(String left) {
        String why = failure == null
                ? null
                : Words.of(
                        UndoStage.class, "wasTakenBack", failure, release.plan().stageWords(), left);
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
