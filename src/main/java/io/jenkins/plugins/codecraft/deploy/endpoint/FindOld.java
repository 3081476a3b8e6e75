package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * Finds the endpoint configurations and models that were made for the endpoint and are older than those to keep. The
 * configuration that the endpoint had before is the first to keep, as one can go back to it.
 */
record FindOld(EndpointPlan plan, EndpointBefore before, String arn) implements Operation {
    /** The rest goes with the next deployment. */
    private static final int MOST_AT_A_TIME = 10;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        EndpointResult result = new EndpointResult(plan, arn, before);
        try {
            List<Leftover> old = find(context.aws().sageMaker());
            if (!old.isEmpty()) {
                return Progress.next(new FindUsed(plan, before, arn, old, null));
            }
        } catch (SageMakerException error) {
            if (!AwsErrors.isDenied(error)) {
                throw error;
            }
            // the deployment itself has succeeded
            context.console().event(Words.of(FindOld.class, "olderVersionsMay", AwsErrors.describe(error)));
        }
        return Progress.done(result.changed(context.aws(), List.of()));
    }

    private List<Leftover> find(SageMakerClient client) {
        Set<String> configs = new LinkedHashSet<>();
        if (before.existed()) {
            configs.add(before.configName());
        }
        configs.addAll(Configs.of(client, plan));
        configs.remove(plan.configName());
        List<String> older = List.copyOf(configs);
        int keep = Math.min(plan.settings().options().keep(), older.size());
        List<Leftover> old = new ArrayList<>();
        Set<String> models = new LinkedHashSet<>();
        for (String name : older.subList(keep, Math.min(older.size(), keep + MOST_AT_A_TIME))) {
            Leftover config = Leftover.config(name);
            if (config.madeFor(client, plan)) {
                old.add(config);
                models.addAll(Configs.models(client, name));
            }
        }
        if (!models.isEmpty()) {
            plan.models().forEach(model -> models.remove(model.name()));
            older.subList(0, keep).forEach(kept -> models.removeAll(Configs.models(client, kept)));
        }
        models.stream()
                .map(Leftover::model)
                .filter(model -> model.madeFor(client, plan))
                .forEach(old::add);
        return old;
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // what was wanted is there
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
