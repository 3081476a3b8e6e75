package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ListStateMachineVersionsResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineAliasListItem;

/**
 * Removes versions of ours beyond those that are kept. A version that an alias uses stays, and so does one that somebody
 * else published. That it fails does not fail the deployment.
 *
 * @param candidates the ARNs of versions that may go, the newest first; null until they were looked for
 */
record PruneVersions(Deployment deployment, List<String> candidates) implements Operation {
    /** A deployment adds one version, so there are more only where nothing was removed for long. */
    private static final int MOST_AT_ONCE = 20;

    private static final int PAGE = 100;

    static PruneVersions of(Deployment deployment) {
        return new PruneVersions(deployment, null);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SfnClient client = context.aws().stepFunctions();
        try {
            if (candidates == null) {
                return Progress.next(new PruneVersions(deployment, find(client)));
            }
            if (!candidates.isEmpty()) {
                remove(client, candidates.get(0), context);
                return Progress.next(
                        new PruneVersions(deployment, List.copyOf(candidates.subList(1, candidates.size()))));
            }
        } catch (SfnException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console()
                    .event("Older versions of " + deployment.plan().words() + " stay: " + AwsErrors.describe(error));
        }
        return Progress.done(new MachineResult(deployment, context.aws()).changed());
    }

    /** Those older than the ones to keep, without any that an alias uses. */
    private List<String> find(SfnClient client) {
        List<String> all = versions(client);
        List<String> older = all.subList(Math.min(all.indexOf(deployment.version()) + 1, all.size()), all.size());
        int keep = Math.min(deployment.plan().options().keep(), older.size());
        Set<String> used = used(client);
        return older.subList(keep, older.size()).stream()
                .filter(version -> !used.contains(version))
                .limit(MOST_AT_ONCE)
                .toList();
    }

    /** The newest first. */
    private List<String> versions(SfnClient client) {
        List<String> all = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListStateMachineVersionsResponse page = client.listStateMachineVersions(
                    request -> request.stateMachineArn(deployment.plan().arn())
                            .maxResults(PAGE)
                            .nextToken(next));
            page.stateMachineVersions().forEach(version -> all.add(version.stateMachineVersionArn()));
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    private Set<String> used(SfnClient client) {
        List<String> aliases = client
                .listStateMachineAliases(request ->
                        request.stateMachineArn(deployment.plan().arn()).maxResults(PAGE))
                .stateMachineAliases()
                .stream()
                .map(StateMachineAliasListItem::stateMachineAliasArn)
                .toList();
        return aliases.stream()
                .flatMap(arn -> new Machines(client).alias(arn).stream())
                .flatMap(alias -> alias.routingConfiguration().stream())
                .map(route -> route.stateMachineVersionArn())
                .collect(Collectors.toSet());
    }

    private void remove(SfnClient client, String version, OperationContext context) {
        Optional<DescribeStateMachineResponse> found = new Machines(client).find(version);
        boolean ours = found.map(DescribeStateMachineResponse::description)
                .filter(text -> text.startsWith(MachinePlan.MARK))
                .isPresent();
        if (ours) {
            client.deleteStateMachineVersion(request -> request.stateMachineVersionArn(version));
            context.console().event("Removed version " + Routes.number(version));
        }
    }

    /** The deployment is done; nothing of it is taken back. */
    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
