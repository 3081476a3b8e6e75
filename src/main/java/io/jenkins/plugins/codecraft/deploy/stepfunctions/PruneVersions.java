package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
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
 * @param older the ARNs of older versions, the newest first; null until they were looked for
 * @param kept how many of ours are newer than these
 */
record PruneVersions(Deployment deployment, List<String> older, int kept) implements Operation {
    /** A deployment adds one version, so there are more only where nothing was removed for long. */
    private static final int MOST_AT_ONCE = 100;

    private static final int PAGE = 100;

    static PruneVersions of(Deployment deployment) {
        return new PruneVersions(deployment, null, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SfnClient client = context.aws().stepFunctions();
        try {
            if (older == null) {
                return Progress.next(new PruneVersions(deployment, find(client), 0));
            }
            if (kept + older.size() > keep()) {
                return Progress.next(new PruneVersions(
                        deployment, List.copyOf(older.subList(1, older.size())), kept + look(client, context)));
            }
        } catch (SfnException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console()
                    .event(Words.of(
                            PruneVersions.class,
                            "olderVersionsStay",
                            deployment.plan().words(),
                            AwsErrors.describe(error)));
        }
        return Progress.done(new MachineResult(deployment, context.aws()).changed());
    }

    private int keep() {
        return deployment.plan().options().keep();
    }

    private List<String> find(SfnClient client) {
        List<String> all = versions(client);
        return all.stream()
                .skip(all.indexOf(deployment.version()) + 1L)
                .limit(MOST_AT_ONCE)
                .toList();
    }

    /** Looks at the newest one that was not looked at. Gives 1 if it is one of ours to keep, else 0. */
    private int look(SfnClient client, OperationContext context) {
        String version = older.get(0);
        if (!isOurs(client, version)) {
            return 0;
        }
        if (kept < keep()) {
            return 1;
        }
        if (!used(client).contains(version)) {
            client.deleteStateMachineVersion(request -> request.stateMachineVersionArn(version));
            context.console().event(Words.of(PruneVersions.class, "removedVersion", Routes.number(version)));
        }
        return 0;
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

    private static boolean isOurs(SfnClient client, String version) {
        return new Machines(client)
                .find(version)
                .map(DescribeStateMachineResponse::description)
                .filter(text -> text.startsWith(MachinePlan.MARK))
                .isPresent();
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
