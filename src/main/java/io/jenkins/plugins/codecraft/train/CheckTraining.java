package io.jenkins.plugins.codecraft.train;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A training at its beginning: its parameters are checked, those that name files against the workspace. */
record CheckTraining(TrainSettings settings, BuildOrigin origin) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftTrain");
        TrainRules.check(settings, mistakes);
        checkPaths(context, mistakes);
        mistakes.refuse();
        return Progress.next(new StageInputs(TrainingJob.of(settings, origin), StagedInputs.none()));
    }

    private void checkPaths(OperationContext context, Mistakes mistakes) throws IOException, InterruptedException {
        Set<String> paths = new LinkedHashSet<>();
        settings.channels().stream().filter(CheckTraining::inWorkspace).forEach(channel -> paths.add(channel.source()));
        String script = settings.source() + "/" + settings.entryPoint();
        boolean scriptMode =
                !settings.source().isEmpty() && !settings.entryPoint().isEmpty();
        if (scriptMode) {
            paths.add(settings.source());
            paths.add(script);
        }
        if (paths.isEmpty()) {
            return;
        }
        Map<String, PathKind> kinds = context.agent().call(new PathKindsTask(List.copyOf(paths)));
        for (int i = 0; i < settings.channels().size(); i++) {
            ChannelSettings channel = settings.channels().get(i);
            if (inWorkspace(channel)) {
                mistakes.check("channels[" + i + "].source", channel.source(), exists(kinds.get(channel.source())));
            }
        }
        if (scriptMode) {
            PathKind source = kinds.get(settings.source());
            mistakes.check("source", settings.source(), folder(source));
            if (source == PathKind.FOLDER) {
                mistakes.check("entryPoint", settings.entryPoint(), file(kinds.get(script), settings.source()));
            }
        }
    }

    private static boolean inWorkspace(ChannelSettings channel) {
        return !channel.inS3() && TrainRules.channelSource(channel.source()).isEmpty();
    }

    private static Optional<String> exists(PathKind kind) {
        return kind == PathKind.FILE || kind == PathKind.FOLDER ? Optional.empty() : Optional.of(remedy(kind));
    }

    private static Optional<String> folder(PathKind kind) {
        if (kind == PathKind.FILE) {
            return Optional.of(Words.of(CheckTraining.class, "fileNameFolder"));
        }
        return exists(kind);
    }

    private static Optional<String> file(PathKind kind, String folder) {
        return kind == PathKind.FILE
                ? Optional.empty()
                : Optional.of(Words.of(CheckTraining.class, "folderSourceNo", folder));
    }

    private static String remedy(PathKind kind) {
        return kind == PathKind.OUTSIDE
                ? Words.of(CheckTraining.class, "leadsOutWorkspace")
                : Words.of(CheckTraining.class, "workspaceNoSuch");
    }

    @Override
    public boolean blocking() {
        return true; // the agent may take its time to answer
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
