package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Publishes the wanted configuration as a version. A revision is published once: if it has a version, that is the one,
 * whether it is of a call whose answer was lost or of an earlier build. {@code DescribeStateMachine} is eventually
 * consistent: what was made or changed just now may be shown a moment later.
 *
 * @param looks how often the machine was seen as it was before
 */
record PublishVersion(Deployment deployment, int looks) implements Operation {
    private static final int MOST_LOOKS = 10;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Machines machines = new Machines(context.aws().stepFunctions());
        MachinePlan plan = deployment.plan();
        Optional<DescribeStateMachineResponse> found = machines.find(plan.arn());
        Optional<MachineConfig> now = found.map(MachineConfig::of);
        if (now.filter(plan.wanted()::sameAs).isEmpty()) {
            return lookAgain(now);
        }
        String revision = Machines.revision(found.orElseThrow());
        String newest = machines.newestVersion(plan.arn());
        boolean published = !newest.isEmpty()
                && machines.find(newest)
                        .filter(version -> Machines.revision(version).equals(revision))
                        .isPresent();
        String version;
        try {
            version = published ? newest : publish(machines, revision);
        } catch (SfnException error) {
            return GoBack.refused(deployment, Words.of(PublishVersion.class, "publishVersion", plan.words()), error);
        }
        String words = (published
                        ? Words.of(PublishVersion.class, "foundVersion")
                        : Words.of(PublishVersion.class, "publishedVersion"))
                + Routes.number(version) + " of " + plan.words();
        context.console().event(words);
        return Progress.next(CheckVersion.begin(deployment.withVersion(version)));
    }

    private Progress lookAgain(Optional<MachineConfig> now) {
        MachinePlan plan = deployment.plan();
        boolean asBefore = now.isEmpty() || deployment.existed() && now.get().sameAs(deployment.before());
        if (asBefore && looks < MOST_LOOKS) {
            return Progress.pause(new PublishVersion(deployment, looks + 1), LOOK_AGAIN);
        }
        throw new OperationFailure(
                now.isEmpty()
                        ? Words.of(PublishVersion.class, "goneSomebodyDeleted", plan.words())
                        : Words.of(PublishVersion.class, "somebodyElseChanged", plan.words()));
    }

    private String publish(Machines machines, String revision) {
        MachinePlan plan = deployment.plan();
        return machines.client()
                .publishStateMachineVersion(request -> request.stateMachineArn(plan.arn())
                        .revisionId(revision.isEmpty() ? null : revision)
                        .description(plan.versionDescription()))
                .stateMachineVersionArn();
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().words());
    }
}
