package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * The end of a deployment that was undone: the endpoint configuration and the models that this build created go too,
 * unless the endpoint has them. Then the step fails with what it has to say.
 *
 * @param left what is still to be removed
 * @param failure what the step fails with; "" if it was aborted
 */
record RemoveCreated(EndpointPlan plan, EndpointBefore before, List<Leftover> left, String failure) implements Undo {

    RemoveCreated {
        left = List.copyOf(left);
    }

    static RemoveCreated of(EndpointPlan plan, EndpointBefore before, String failure) {
        List<Leftover> left = new ArrayList<>();
        left.add(Leftover.config(plan.configName()));
        plan.models().forEach(model -> left.add(Leftover.model(model.name())));
        return new RemoveCreated(plan, before, left, failure);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        if (left.isEmpty()) {
            return end();
        }
        SageMakerClient client = context.aws().sageMaker();
        Optional<DescribeEndpointResponse> endpoint = Endpoints.follow(context.aws(), plan.endpoint());
        if (endpoint.filter(now -> Endpoints.isOnItsWayTo(now, plan.configName()))
                .isPresent()) {
            return Progress.next(new RemoveCreated(plan, before, List.of(), failure));
        }
        Leftover first = left.get(0);
        try {
            if (!isServed(client, first) && first.madeBy(client, plan)) {
                first.delete(client);
                context.console().event(Words.of(RemoveCreated.class, "removed", first.words()));
            }
        } catch (SageMakerException error) {
            if (!AwsErrors.isDenied(error)) {
                throw error;
            }
            context.console().event(Words.of(RemoveCreated.class, "left", first.words(), AwsErrors.describe(error)));
        }
        return Progress.next(new RemoveCreated(plan, before, left.subList(1, left.size()), failure));
    }

    /** The configuration that the endpoint went back to may have the same model. */
    private boolean isServed(SageMakerClient client, Leftover leftover) {
        return leftover.kind() == Leftover.Kind.MODEL
                && before.existed()
                && Configs.models(client, before.configName()).contains(leftover.name());
    }

    private Progress end() {
        if (failure.isEmpty()) {
            return Progress.done(Map.of());
        }
        throw new OperationFailure(Words.of(RemoveCreated.class, "text", failure, plan.words(), whatIsThere()));
    }

    private String whatIsThere() {
        if (!before.existed()) {
            return Words.of(RemoveCreated.class, "whichStepHad");
        }
        return before.configName().equals(plan.configName())
                ? Words.of(RemoveCreated.class, "goes", before.configName())
                : Words.of(RemoveCreated.class, "wentBack", before.configName());
    }

    @Override
    public Undo because(String more) {
        return new RemoveCreated(plan, before, left, Undo.both(failure, more));
    }

    @Override
    public Operation stopping() {
        return failure.isEmpty() ? this : new RemoveCreated(plan, before, left, "");
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
