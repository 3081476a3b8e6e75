package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.DatasetSource;
import io.jenkins.plugins.codecraft.storage.StagedDataset;
import io.jenkins.plugins.codecraft.storage.Stager;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;

/** A batch transform whose parameters are right: its input is brought to S3, if it is in the workspace. */
record StageInput(TransformJob job) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        TransformSettings.Data data = job.settings().data();
        String input = data.inputInS3() ? data.input() : stage(context);
        return Progress.next(
                job.createsModel() ? new CreateTransformModel(job, input) : new CreateTransform(job, input));
    }

    private String stage(OperationContext context) throws IOException, InterruptedException {
        String path = job.settings().data().input();
        String identity = job.origin().job() + "/" + job.settings().name() + "/transform";
        Console console = context.console();
        StagedDataset staged = new Stager(
                        context.aws().s3(), job.settings().keeping().location())
                .stageDataset(
                        context.agent(),
                        DatasetSource.of(identity, path),
                        io.jenkins.plugins.codecraft.storage.Progress.lines(console::event));
        console.event(Words.of(StageInput.class, "input", path, staged.summary().describe()));
        return staged.s3Uri();
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
