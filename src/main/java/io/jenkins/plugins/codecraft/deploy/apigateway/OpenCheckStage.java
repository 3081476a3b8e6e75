package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Puts the new deployment on a stage that only the check calls. */
record OpenCheckStage(Release release) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        ApiPlan plan = release.plan();
        Gateway gateway = Gateway.of(context.aws(), plan.http());
        StageState is = gateway.stages(release.api()).get(ApiPlan.CHECK_STAGE);
        StageState wanted = new StageState(release.deployment(), plan.settings().stageVariables(), null, null, false);
        if (!wanted.equals(is)) {
            try {
                if (is == null) {
                    gateway.createStage(release.api(), ApiPlan.CHECK_STAGE, wanted);
                } else { // a build that ended in the middle left it
                    gateway.updateStage(release.api(), ApiPlan.CHECK_STAGE, is, wanted);
                }
            } catch (AwsServiceException error) {
                throw ApiRefusal.of(
                        Words.of(OpenCheckStage.class, "createStage", ApiPlan.CHECK_STAGE, plan.words()), error);
            }
        }
        return Progress.next(new CheckStage(release, ApiPlan.CHECK_STAGE, 0));
    }

    @Override
    public Operation stopping() {
        return CloseCheckStage.aborted(release);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(Words.of(
                OpenCheckStage.class,
                "stage",
                ApiPlan.CHECK_STAGE,
                release.plan().words()));
    }
}
