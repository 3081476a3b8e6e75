package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * Spares what any endpoint of the account uses, whoever made that: SageMaker itself would delete it.
 *
 * @param old what is to be removed if nobody uses it
 * @param endpoints those that are still to be asked; null before they were listed
 */
record FindUsed(EndpointPlan plan, EndpointBefore before, String arn, List<Leftover> old, List<String> endpoints)
        implements Operation {
    /** Calls that must wait for their turn have a piece of work started again, so pieces are small. */
    private static final int AT_A_TIME = 5;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        if (old.isEmpty() || (endpoints != null && endpoints.isEmpty())) {
            return Progress.next(new RemoveOld(plan, before, arn, old, List.of()));
        }
        SageMakerClient client = context.aws().sageMaker();
        try {
            return Progress.next(endpoints == null ? listed(client) : asked(client));
        } catch (SageMakerException error) {
            if (!AwsErrors.isDenied(error)) {
                throw error;
            }
            context.console().event(Words.of(FindUsed.class, "whoUsesOlder", AwsErrors.describe(error)));
            return Progress.next(new RemoveOld(plan, before, arn, List.of(), List.of()));
        }
    }

    private Operation listed(SageMakerClient client) {
        List<String> names = client.listEndpointsPaginator(request -> request.maxResults(100)).endpoints().stream()
                .map(EndpointSummary::endpointName)
                .toList();
        return new FindUsed(plan, before, arn, old, names);
    }

    private Operation asked(SageMakerClient client) {
        int now = Math.min(AT_A_TIME, endpoints.size());
        Set<Leftover> used = new HashSet<>();
        for (String name : endpoints.subList(0, now)) {
            Endpoints.find(client, name).ifPresent(endpoint -> addUsed(client, endpoint, used));
        }
        List<Leftover> unused =
                old.stream().filter(leftover -> !used.contains(leftover)).toList();
        return new FindUsed(plan, before, arn, unused, List.copyOf(endpoints.subList(now, endpoints.size())));
    }

    private static void addUsed(SageMakerClient client, DescribeEndpointResponse endpoint, Set<Leftover> used) {
        Set<String> configs = new HashSet<>();
        configs.add(endpoint.endpointConfigName());
        if (endpoint.pendingDeploymentSummary() != null) {
            configs.add(endpoint.pendingDeploymentSummary().endpointConfigName());
        }
        for (String config : configs) {
            used.add(Leftover.config(config));
            Configs.models(client, config).forEach(model -> used.add(Leftover.model(model)));
        }
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
