package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.deploy.rollout.Alarms;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;

/**
 * Reads what is. If the endpoint is as it is wanted there is nothing to do; while somebody else's change is under way,
 * it is waited for.
 *
 * @param waited whether the console says already that another change is waited for
 */
record ReadEndpoint(EndpointPlan plan, boolean waited) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        Optional<DescribeEndpointResponse> found = Endpoints.find(client, plan.endpoint());
        if (found.isEmpty()) {
            return create(context, Words.of(ReadEndpoint.class, "thereNoYet", plan.words()));
        }
        DescribeEndpointResponse now = found.get();
        if (Endpoints.passes(now) && !options().plan()) {
            return waitFor(now, context);
        }
        Map<String, String> tags = Endpoints.tags(client, now.endpointArn());
        boolean ours = plan.endpoint().equals(tags.get(Ownership.ID));
        if (!ours && !options().adopt()) {
            throw new OperationFailure(Words.of(ReadEndpoint.class, "thereCodecraftDid", plan.words(), Ownership.ID));
        }
        if (now.endpointStatus() == EndpointStatus.FAILED) {
            String words = Words.of(ReadEndpoint.class, "failedBeforeReplaced", plan.words());
            if (options().plan()) {
                return create(context, words);
            }
            context.console().event(words);
            return Progress.next(new DeleteFailedEndpoint(plan));
        }
        return compare(context, now, ours, tags);
    }

    private DeployOptions options() {
        return plan.settings().options();
    }

    private Progress create(OperationContext context, String why) throws IOException, InterruptedException {
        context.console().event(why);
        Map<String, String> wanted = new HashMap<>(plan.fields());
        wanted.putAll(EndpointDifferences.wantedScaling(plan));
        List<Difference> differences = EndpointFields.differences(Map.of(), wanted);
        EndpointBefore before = EndpointBefore.nothing(Difference.words(differences));
        if (options().plan()) {
            Difference.print(context, plan.words(), true, differences);
            return Progress.done(new EndpointResult(plan, "", before).planned(context.aws()));
        }
        return Progress.next(new CreateModel(plan, before, 0));
    }

    private Progress compare(
            OperationContext context, DescribeEndpointResponse now, boolean ours, Map<String, String> tags)
            throws IOException, InterruptedException {
        EndpointDifferences found = EndpointDifferences.find(context, plan, now, ours, tags);
        EndpointBefore before = found.before();
        EndpointResult result = new EndpointResult(plan, now.endpointArn(), before);
        if (found.differences().isEmpty()) {
            context.console()
                    .event(Words.of(
                            ReadEndpoint.class, "nothingDoConfiguration", plan.words(), now.endpointStatusAsString()));
            return Progress.done(result.unchanged(context.aws()));
        }
        if (!ours) {
            context.console()
                    .event(Words.of(
                            ReadEndpoint.class,
                            "whichCodecraftDid",
                            (options().plan()
                                            ? Words.of(ReadEndpoint.class, "wouldTakeOver")
                                            : Words.of(ReadEndpoint.class, "takingOver"))
                                    + plan.words()));
        }
        Difference.print(context, plan.words(), options().plan(), found.differences());
        if (options().plan()) {
            return Progress.done(result.planned(context.aws()));
        }
        if (found.sameConfig()) {
            return Progress.next(AfterChange.scale(plan, before, now.endpointArn()));
        }
        if (plan.settings().rollout().alarms().isEmpty()) {
            return Progress.next(new CreateModel(plan, before, 0));
        }
        new Alarms(context.aws().cloudWatch())
                .requireReady(plan.settings().rollout().alarms());
        return Progress.next(new CreateModel(plan, before, 0));
    }

    private Progress waitFor(DescribeEndpointResponse now, OperationContext context) {
        if (!waited) {
            context.console()
                    .event(Words.of(ReadEndpoint.class, "waitingWhich", plan.words(), now.endpointStatusAsString()));
        }
        return Progress.waitFor(new ReadEndpoint(plan, true), Endpoints.watch(now));
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
