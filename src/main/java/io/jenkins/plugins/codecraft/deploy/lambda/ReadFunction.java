package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.deploy.rollout.Alarms;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/**
 * Reads what is and tells how it differs from what is wanted. If it does not, there is nothing to do; while somebody
 * else's change is under way, it is waited for.
 *
 * @param waited whether the console says already that another change is waited for
 */
record ReadFunction(FunctionPlan plan, FunctionCode code, boolean waited) implements Operation {
    /** Changes of functions take a few seconds, with a VPC up to a minute. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        Optional<GetFunctionResponse> found = functions.find(plan.name());
        if (found.filter(Functions::passes).isPresent()) {
            if (!waited) {
                context.console().event(Words.of(ReadFunction.class, "waitingWhichBeing", plan.words()));
            }
            return Progress.pause(new ReadFunction(plan, code, true), LOOK_AGAIN);
        }
        found.ifPresent(this::requireOurs);
        Optional<FunctionLook> look = found.map(function -> FunctionLook.at(function, plan, functions));
        FunctionDifferences differing = new FunctionDifferences(plan, code);
        TriggerDifferences triggers = new TriggerDifferences(plan, context.aws());
        List<Difference> differences = new ArrayList<>();
        differences.addAll(look.map(differing::from).orElseGet(differing::fromNothing));
        differences.addAll(look.isPresent() ? triggers.find() : triggers.fromNothing());
        FunctionBefore was = look.map(one -> one.before(plan)).orElseGet(FunctionBefore::nothing);
        Deployment deployment = new Deployment(plan, code, was, Difference.words(differences));
        if (differences.isEmpty() || plan.options().plan()) {
            Difference.print(context, plan.words(), plan.options().plan(), differences);
            tellIfUnshared(was, differences, context);
            return Progress.done(FunctionResult.of(deployment, context.aws()).unchanged(found));
        }
        requireCheckable(was);
        new Alarms(context.aws().cloudWatch())
                .requireReady(plan.settings().rollout().alarms());
        Difference.print(context, plan.words(), false, differences);
        tellIfUnshared(was, differences, context);
        boolean send = found.filter(code::isIn).isEmpty();
        return Progress.next(send ? new StageCode(deployment) : new UpdateCode(deployment, false));
    }

    private void tellIfUnshared(FunctionBefore was, List<Difference> differences, OperationContext context) {
        boolean moves = differences.stream().anyMatch(one -> one.field().equals(FunctionDifferences.aliasField(plan)));
        if (moves && plan.settings().sharesTraffic() && !was.unshared().isEmpty()) {
            context.console().event(Words.of(ReadFunction.class, "allMovesOnce", was.unshared()));
        }
    }

    /** Lambda refuses all invocations of a function without concurrency, as long as it has none. */
    private void requireCheckable(FunctionBefore was) {
        Integer reserved = was.reserved();
        boolean stopped = reserved != null && reserved == 0 && plan.settings().reservedConcurrency() == null;
        if (stopped && plan.options().check().isPresent()) {
            throw new OperationFailure(Words.of(ReadFunction.class, "stoppedReservedConcurrency", plan.words()));
        }
    }

    private void requireOurs(GetFunctionResponse function) {
        if (!plan.name().equals(function.tags().get(Ownership.ID))
                && !plan.options().adopt()) {
            throw new OperationFailure(Words.of(ReadFunction.class, "thereCodecraftDid", plan.words(), Ownership.ID));
        }
        boolean image = "Image".equals(function.configuration().packageTypeAsString());
        if (image != code.isImage()) {
            throw new OperationFailure(Words.of(
                    ReadFunction.class,
                    "madeLambdaCant",
                    plan.words(),
                    image ? Words.of(ReadFunction.class, "image") : Words.of(ReadFunction.class, "archive")));
        }
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
