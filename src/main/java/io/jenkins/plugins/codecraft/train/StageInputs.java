package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.storage.ArchiveSource;
import io.jenkins.plugins.codecraft.storage.DatasetSource;
import io.jenkins.plugins.codecraft.storage.StagedDataset;
import io.jenkins.plugins.codecraft.storage.StagedObject;
import io.jenkins.plugins.codecraft.storage.Stager;
import io.jenkins.plugins.codecraft.storage.agent.ArchiveFormat;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A training whose parameters are right: what it needs of the workspace is brought to S3, one channel at a time, the
 * source archive last. Everything there is named by its content, so what is staged again after a crash is found.
 */
record StageInputs(TrainingJob job, StagedInputs inputs) implements Operation {
    /** What running the script once leaves beside it; it would make the same source look new. */
    private static final List<String> PYTHONS_LEFTOVERS = List.of("**/__pycache__/**", "**/*.pyc");

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        int next = inputs.channels().size();
        if (next < job.settings().channels().size()) {
            return Progress.next(
                    with(inputs.withChannel(stage(job.settings().channels().get(next), context))));
        }
        if (job.settings().scriptMode() && inputs.source().isEmpty()) {
            return Progress.next(with(inputs.withSource(stageSource(context))));
        }
        return Progress.next(new CreateJob(job, inputs));
    }

    private String stage(ChannelSettings channel, OperationContext context) throws IOException, InterruptedException {
        if (channel.inS3()) {
            return channel.source();
        }
        String identity = job.origin().job() + "/" + job.settings().name() + "/" + channel.name();
        DatasetSource source = new DatasetSource(identity, channel.source(), channel.includes(), channel.excludes());
        Console console = context.console();
        StagedDataset staged = staging(context, (stager, agent) -> stager.stageDataset(agent, source, told(console)));
        console.event(Words.of(
                StageInputs.class, "channel", channel.name(), staged.summary().describe()));
        return staged.s3Uri();
    }

    private String stageSource(OperationContext context) throws IOException, InterruptedException {
        String folder = job.settings().source();
        ArchiveSource source =
                new ArchiveSource(folder, List.of(), PYTHONS_LEFTOVERS, ArchiveFormat.TAR_GZ, "source.tar.gz");
        Console console = context.console();
        StagedObject staged = staging(context, (stager, agent) -> stager.stageArchive(agent, source, told(console)));
        console.event(Words.of(StageInputs.class, "source", folder, staged.describe()));
        return staged.s3Uri();
    }

    private <T> T staging(OperationContext context, Work<T> work) throws IOException, InterruptedException {
        return work.run(new Stager(context.aws().s3(), job.settings().location()), context.agent());
    }

    private static io.jenkins.plugins.codecraft.storage.Progress told(Console console) {
        return io.jenkins.plugins.codecraft.storage.Progress.lines(console::event);
    }

    private interface Work<T> {
        T run(Stager stager, Agent agent) throws IOException, InterruptedException;
    }

    private StageInputs with(StagedInputs more) {
        return new StageInputs(job, more);
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // what was staged is named by its content and serves the next build
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
