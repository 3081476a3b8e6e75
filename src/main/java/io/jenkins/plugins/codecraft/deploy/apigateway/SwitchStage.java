package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Brings the stage to what is wanted: from here on users are served by the new deployment.
 *
 * @param changes how many calls for it were answered; some settings of a new REST stage need a second one
 */
record SwitchStage(Release release, int changes) implements Operation {
    private static final int MOST_CHANGES = 3;

    SwitchStage(Release release) {
        this(release, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        ApiPlan plan = release.plan();
        String stage = plan.settings().stage();
        Gateway gateway = Gateway.of(context.aws(), plan.http());
        StageState is = gateway.stages(release.api()).get(stage);
        if (release.wanted().equals(is) || changes >= MOST_CHANGES) {
            requireDeployment(is);
            context.console()
                    .event(Words.of(SwitchStage.class, "servesDeployment", plan.stageWords(), release.deployment()));
            return Progress.next(plan.settings().usagePlan() == null ? afterwards(release) : new OfferPlan(release));
        }
        try {
            if (is == null) {
                gateway.createStage(release.api(), stage, release.wanted());
            } else {
                gateway.updateStage(release.api(), stage, is, release.wanted());
            }
        } catch (AwsServiceException error) {
            OperationFailure refusal = ApiRefusal.of(
                    Words.of(SwitchStage.class, "bringDeployment", plan.stageWords(), release.deployment()), error);
            if (changes == 0 && !switched(is)) {
                throw refusal;
            }
            return Progress.next(UndoStage.failed(release, refusal.getMessage()));
        }
        return Progress.next(new SwitchStage(release, changes + 1));
    }

    /** Whether an earlier call has given users the new deployment. */
    private boolean switched(StageState is) {
        return is != null
                && is.deploymentId().equals(release.deployment())
                && !release.before().stageOrNone().deploymentId().equals(release.deployment());
    }

    /** API Gateway may keep a setting in other words than it was given; what is served must be right. */
    private void requireDeployment(StageState is) {
        String serves = is == null ? "nothing" : is.deploymentId();
        if (!serves.equals(release.deployment())) {
            throw new OperationFailure(Words.of(
                    SwitchStage.class,
                    "servesNotDeployment",
                    release.plan().stageWords(),
                    serves,
                    release.deployment()));
        }
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
