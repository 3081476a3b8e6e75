package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.ArchiveSource;
import io.jenkins.plugins.codecraft.storage.Archives;
import io.jenkins.plugins.codecraft.storage.S3Location;
import io.jenkins.plugins.codecraft.storage.StagedObject;
import io.jenkins.plugins.codecraft.storage.Stager;
import io.jenkins.plugins.codecraft.storage.agent.ArchiveFormat;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Brings the code to the bucket if there is one; what is small goes to Lambda directly. */
record StageCode(Deployment deployment) implements Operation {
    /** Through the memory of the controller; Lambda itself takes 50 MB. */
    static final long MOST_DIRECT = 5L << 20;

    private static final String NAME = "package.zip";
    /** What running the code once leaves beside it; it would make the same source look new. */
    private static final List<String> LEFTOVERS = List.of("**/__pycache__/**", "**/*.pyc");

    static ArchiveSource archive(FunctionSettings settings) {
        return new ArchiveSource(settings.source(), List.of(), LEFTOVERS, ArchiveFormat.ZIP, NAME);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        FunctionSettings settings = deployment.plan().settings();
        FunctionCode code = deployment.code();
        if (code.isImage()) {
            return Progress.next(next(deployment));
        }
        if (settings.bucket().isEmpty()) {
            if (code.bytes() > MOST_DIRECT) {
                throw new OperationFailure(Words.of(
                        StageCode.class, "codeBytesWithout", deployment.plan().words(), code.bytes(), MOST_DIRECT));
            }
            return Progress.next(next(deployment));
        }
        StagedObject staged = stage(settings, context);
        requireSame(staged.sha256());
        context.console().event(Words.of(StageCode.class, "code", staged.s3Uri(), staged.describe()));
        return Progress.next(next(deployment.with(code.staged(staged.key()))));
    }

    private static Operation next(Deployment deployment) {
        return deployment.existed() ? new UpdateCode(deployment, false) : new CreateFunction(deployment, false);
    }

    private StagedObject stage(FunctionSettings settings, OperationContext context)
            throws IOException, InterruptedException {
        var told = io.jenkins.plugins.codecraft.storage.Progress.lines(context.console()::event);
        Stager stager = new Stager(context.aws().s3(), S3Location.of(settings.bucket(), settings.prefix()));
        return settings.isArchive()
                ? stager.stageFile(context.agent(), settings.source(), NAME, told)
                : stager.stageArchive(context.agent(), archive(settings), told);
    }

    private void requireSame(String sha256) {
        if (!FunctionCode.archive(sha256, 0, "")
                .sha256()
                .equals(deployment.code().sha256())) {
            throw new OperationFailure(Words.of(
                    StageCode.class,
                    "filesChangedWhile",
                    deployment.plan().settings().source()));
        }
    }

    /** The bytes of small code, which are the same each time; they are not kept with the build. */
    static byte[] direct(Deployment deployment, OperationContext context) throws IOException, InterruptedException {
        FunctionSettings settings = deployment.plan().settings();
        Archives archives = new Archives(
                context.agent(), io.jenkins.plugins.codecraft.storage.Progress.lines(context.console()::event));
        byte[] bytes = settings.isArchive()
                ? archives.read(settings.source(), MOST_DIRECT)
                : archives.read(archive(settings), MOST_DIRECT);
        new StageCode(deployment).requireSame(HexFormat.of().formatHex(sha256(bytes)));
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        return io.jenkins.plugins.codecraft.storage.agent.Digests.sha256().digest(bytes);
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
