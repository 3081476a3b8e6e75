package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Brings the stage to what is wanted: from here on users are served by the new deployment. */
record SwitchStage(Release release) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        ApiPlan plan = release.plan();
        String stage = plan.settings().stage();
        Gateway gateway = Gateway.of(context.aws(), plan.http());
        StageState is = gateway.stages(release.api()).get(stage);
        if (release.wanted().equals(is)) {
            context.console().event("The " + plan.stageWords() + " serves deployment " + release.deployment());
            context.report().event("Stage " + stage + " serves deployment " + release.deployment());
            return Progress.next(plan.settings().usagePlan() == null ? afterwards(release) : new OfferPlan(release));
        }
        try {
            if (is == null) {
                gateway.createStage(release.api(), stage, release.wanted());
            } else {
                gateway.updateStage(release.api(), stage, is, release.wanted());
            }
        } catch (AwsServiceException error) {
            throw ApiRefusal.of("to bring the " + plan.stageWords() + " to deployment " + release.deployment(), error);
        }
        return Progress.next(this);
    }

    /** When the stage is as it is wanted. */
    static Operation afterwards(Release release) {
        return release.plan().options().check().isPresent()
                ? new CheckStage(release, release.plan().settings().stage(), 0)
                : new RemoveOld(release);
    }

    @Override
    public Operation stopping() {
        return UndoStage.aborted(release);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(release.plan().stageWords());
    }
}
