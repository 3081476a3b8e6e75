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
 * Deletes the stage of the check.
 *
 * @param failure why nothing was switched; null if the check passed
 * @param stopped whether the build was aborted
 */
record CloseCheckStage(Release release, @CheckForNull String failure, boolean stopped) implements Operation {

    static CloseCheckStage passed(Release release) {
        return new CloseCheckStage(release, null, false);
    }

    static CloseCheckStage failed(Release release, String why) {
        return new CloseCheckStage(release, why, false);
    }

    static CloseCheckStage aborted(Release release) {
        return new CloseCheckStage(release, null, true);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Gateway gateway = Gateway.of(context.aws(), release.plan().http());
        if (gateway.stages(release.api()).containsKey(ApiPlan.CHECK_STAGE)) {
            try {
                gateway.deleteStage(release.api(), ApiPlan.CHECK_STAGE);
            } catch (AwsServiceException error) {
                if (error.statusCode() != 404) {
                    throw ApiRefusal.of(
                            Words.of(
                                    CloseCheckStage.class,
                                    "deleteStage",
                                    ApiPlan.CHECK_STAGE,
                                    release.plan().words(),
                                    failure == null ? "" : " (" + failure + ")"),
                            error);
                }
            }
        }
        if (failure != null) {
            String why = Words.of(CloseCheckStage.class, "noUserWas", failure, left());
            return Progress.next(new RemoveCreated(release, why));
        }
        return Progress.next(stopped ? new RemoveCreated(release, null) : new SwitchStage(release));
    }

    private String left() {
        String serving = release.before().stageOrNone().deploymentId();
        return serving.isEmpty()
                ? Words.of(
                        CloseCheckStage.class, "wasNotCreated", release.plan().stageWords())
                : Words.of(
                        CloseCheckStage.class, "goesDeployment", release.plan().stageWords(), serving);
    }

    @Override
    public Operation stopping() {
        return aborted(release);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(Words.of(
                CloseCheckStage.class,
                "stage",
                ApiPlan.CHECK_STAGE,
                release.plan().words()));
    }
}
