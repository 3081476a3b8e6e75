package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * Brings usage plan and API key to what is wanted, one call after the other. Users are served by the new deployment
 * already, so what is refused takes the stage back.
 *
 * @param changes how many calls for it were answered
 */
record OfferPlan(Release release, int changes) implements Operation {
    /** One for each of plan, numbers, key, key in plan and stage in plan, and some for what happens meanwhile. */
    private static final int MOST_CHANGES = 8;

    OfferPlan(Release release) {
        this(release, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        UsagePlans plans = new UsagePlans(release.plan(), context.aws().apiGateway());
        try {
            if (changes < MOST_CHANGES && change(plans, context)) {
                return Progress.next(new OfferPlan(release, changes + 1));
            }
        } catch (AwsServiceException error) {
            OperationFailure refusal = ApiRefusal.of(Words.of(OfferPlan.class, "bringUsagePlan", plans.name()), error);
            return Progress.next(UndoStage.failed(release, refusal.getMessage()));
        } catch (OperationFailure notOurs) {
            return Progress.next(UndoStage.failed(release, notOurs.getMessage()));
        }
        return Progress.next(SwitchStage.afterwards(release));
    }

    /** The first thing that is not as it is wanted is changed; nothing if all is. */
    private boolean change(UsagePlans plans, OperationContext context) {
        Optional<UsagePlan> plan = plans.find();
        if (plan.isEmpty()) {
            plans.create();
            context.console().event(Words.of(OfferPlan.class, "createdUsagePlan", plans.name()));
            return true;
        }
        List<PatchOperation> changes = plans.changes(plan.get());
        if (!changes.isEmpty()) {
            plans.update(plan.get(), changes);
            return true;
        }
        Optional<ApiKey> key = plans.key();
        if (key.isEmpty()) {
            plans.createKey();
            context.console().event(Words.of(OfferPlan.class, "createdApiKey", plans.name()));
            return true;
        }
        if (!plans.opens(plan.get(), key.get())) {
            plans.open(plan.get(), key.get());
            return true;
        }
        if (!plans.covers(plan.get(), release.api())) {
            plans.update(plan.get(), List.of(plans.stage(Op.ADD, release.api())));
            return true;
        }
        return false;
    }

    /** What differs of usage plan and key; nothing where none is wanted. */
    static List<Difference> differences(ApiPlan plan, AwsSession session, String api) {
        if (plan.settings().usagePlan() == null) {
            return List.of();
        }
        UsagePlans plans = new UsagePlans(plan, session.apiGateway());
        return Difference.between(plans.is(api), plans.wanted());
    }

    /** The value of the key; a secret. */
    static String key(ApiPlan plan, AwsSession session) {
        UsagePlans plans = new UsagePlans(plan, session.apiGateway());
        String id = plans.key()
                .map(ApiKey::id)
                .orElseThrow(() -> new OperationFailure(Words.of(OfferPlan.class, "apiKeyGone", plans.name())));
        try {
            return session.apiGateway()
                    .getApiKey(request -> request.apiKey(id).includeValue(true))
                    .value();
        } catch (AwsServiceException error) {
            throw ApiRefusal.of(Words.of(OfferPlan.class, "tellValueApi", plans.name()), error);
        }
    }

    /** Takes the stage out of the plan, as a stage in a plan can't be deleted. Whether it was in it. */
    static boolean leave(Release release, AwsSession session) {
        if (release.plan().settings().usagePlan() == null) {
            return false;
        }
        UsagePlans plans = new UsagePlans(release.plan(), session.apiGateway());
        Optional<UsagePlan> covering = plans.covering(release.api());
        covering.ifPresent(plan -> plans.update(plan, List.of(plans.stage(Op.REMOVE, release.api()))));
        return covering.isPresent();
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
