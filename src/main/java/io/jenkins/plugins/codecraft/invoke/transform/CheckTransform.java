package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.PathKind;
import io.jenkins.plugins.codecraft.storage.agent.PathKindsTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A batch transform at its beginning: its parameters are checked, the input's path against the workspace. */
record CheckTransform(TransformSettings settings, BuildOrigin origin) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftInvoke batchTransform");
        TransformRules.check(settings, mistakes);
        String input = settings.data().input();
        if (!settings.data().inputInS3() && TransformRules.input(input).isEmpty()) {
            PathKind kind =
                    context.agent().call(new PathKindsTask(List.of(input))).get(input);
            mistakes.check("input", input, exists(kind));
        }
        mistakes.refuse();
        String region = context.aws().scope().region();
        return Progress.next(new StageInput(new TransformJob(settings, origin, region)));
    }

    private static Optional<String> exists(PathKind kind) {
        if (kind == PathKind.FILE || kind == PathKind.FOLDER) {
            return Optional.empty();
        }
        return Optional.of(
                kind == PathKind.OUTSIDE
                        ? Words.of(CheckTransform.class, "leadsOutWorkspace")
                        : Words.of(CheckTransform.class, "workspaceNoSuch"));
    }

    @Override
    public boolean blocking() {
        return true;
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
