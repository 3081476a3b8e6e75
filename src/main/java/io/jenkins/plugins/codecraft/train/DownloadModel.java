package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.Downloaded;
import io.jenkins.plugins.codecraft.storage.Downloader;
import io.jenkins.plugins.codecraft.storage.agent.UnpackLimits;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;

/**
 * A training that is complete and whose model is wanted in the workspace. After a crash the download begins anew; what
 * it unpacks replaces files of the same name. The archive's fingerprint is recorded, so that Jenkins tells which build made
 * a model.
 */
record DownloadModel(EndedJob ended) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        String artifact = String.valueOf(ended.conclusion().result().get("modelArtifacts"));
        String folder = ended.storage().download();
        Console console = context.console();
        Downloader downloader =
                new Downloader(context.aws().s3(), ended.storage().owner());
        Downloaded model = downloader.downloadAndUnpack(
                context.agent(),
                artifact,
                folder,
                UnpackLimits.DEFAULT,
                io.jenkins.plugins.codecraft.storage.Progress.lines(console::event));
        if (!model.md5().isEmpty()) {
            context.fingerprint(ended.job().name() + "/model.tar.gz", model.md5());
        }
        console.event(Words.of(DownloadModel.class, "model", folder, model.describe()));
        return ended.with("downloaded", folder).conclusion().end();
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
