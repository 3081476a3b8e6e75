package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.DeleteTempTask;
import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.storage.agent.HashTask;
import io.jenkins.plugins.codecraft.storage.agent.IndexTask;
import io.jenkins.plugins.codecraft.storage.agent.IndexTask.Indexed;
import io.jenkins.plugins.codecraft.storage.agent.PackTask;
import io.jenkins.plugins.codecraft.storage.agent.Packed;
import io.jenkins.plugins.codecraft.storage.agent.Root;
import io.jenkins.plugins.codecraft.storage.agent.Selection;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Brings files of an agent to S3, each content once. The agent gets presigned URLs, never credentials.
 *
 * <p>Everything is named by its content, so a call that was cut short is simply made again: it finishes what is
 * missing. Several calls at once, also for the same content, do no harm. Calls block and may be interrupted; an
 * interrupt aborts the multipart uploads that the call began.
 */
public final class Stager {

    private static final int ATTEMPTS = 3;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Bucket bucket;
    private final Keys keys;
    private final Tuning tuning;

    /** @param s3 for the bucket's region; its credentials also sign the agent's requests */
    public Stager(S3Client s3, S3Location location) {
        this(s3, location, Tuning.DEFAULT);
    }

    Stager(S3Client s3, S3Location location, Tuning tuning) {
        this.bucket = new Bucket(s3, location);
        this.keys = new Keys(location);
        this.tuning = tuning;
    }

    /**
     * Stages files as a dataset that SageMaker reads as an {@code S3Prefix}. Files that S3 has already are not sent: a
     * complete dataset costs one {@code HeadObject}, and unchanged files of the channel's last dataset are copied
     * inside S3.
     *
     * @throws StorageException when the source selects no file, files keep changing, or S3 refuses
     */
    public StagedDataset stageDataset(Agent agent, DatasetSource source, Progress progress)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(agent, source, progress);
            } catch (ContentChangedException e) {
                if (attempt == ATTEMPTS) {
                    throw new StorageException(
                            Words.of(Stager.class, "filesUnderKeep", source.path(), e.getMessage()), e);
                }
                progress.note(Words.of(Stager.class, "listingFilesAgain", e.getMessage()));
            }
        }
    }

    /**
     * Packs files into an archive and stages it under the digest of its bytes. The same files give the same archive.
     *
     * @throws StorageException when the source selects no file, files keep changing, or S3 refuses
     */
    public StagedObject stageArchive(Agent agent, ArchiveSource source, Progress progress)
            throws IOException, InterruptedException {
        Selection selection = Selection.of(source.includes(), source.excludes());
        String name = "pack-" + name(source.path(), source.includes(), source.excludes());
        PackTask task = new PackTask(Root.workspace(source.path()), selection, source.format(), name);
        Packed packed = Watched.call(agent, task, name, "Packed", progress);
        try {
            noteLeftOut(source.path(), packed.leftOut(), packed.leftOutNames(), progress);
            if (packed.files() == 0) {
                throw new StorageException(noFile(source.path(), source.includes(), source.excludes()));
            }
            StagedObject staged = new ObjectStaging(bucket, tuning).run(agent, packed, source.name(), progress);
            agent.call(new DeleteTempTask(packed.file().path()));
            return staged;
        } catch (IOException | InterruptedException | RuntimeException e) {
            Leftovers.delete(agent, packed.file().path(), e);
            throw e;
        }
    }

    /**
     * Stages a file as it is, under the digest of its bytes.
     *
     * @param path relative to the workspace
     * @param name of the object
     */
    public StagedObject stageFile(Agent agent, String path, String name, Progress progress)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                String watched = "hash-" + name(path, List.of(), List.of());
                Packed packed =
                        Watched.call(agent, new HashTask(Root.workspace(path), watched), watched, "Hashed", progress);
                return new ObjectStaging(bucket, tuning).run(agent, packed, name, progress);
            } catch (ContentChangedException e) {
                if (attempt == ATTEMPTS) {
                    throw new StorageException(Words.of(Stager.class, "keepsChangingStop", path), e);
                }
                progress.note(Words.of(Stager.class, "readingAgain", e.getMessage()));
            }
        }
    }

    private StagedDataset attempt(Agent agent, DatasetSource source, Progress progress)
            throws IOException, InterruptedException {
        Meter clock = new Meter(Progress.none(), "", 0, 0);
        String name = name(source.path(), source.includes(), source.excludes());
        Indexed indexed = index(agent, source, name, progress);
        String digest = indexed.digest();
        Optional<HeadObjectResponse> manifest = bucket.head(keys.manifest(digest));
        boolean complete = manifest.isPresent() && manifest.get().contentLength() == indexed.manifestLength();
        Summary done = complete
                ? new Summary(indexed.files(), indexed.bytes(), 0, 0, 0, indexed.files(), clock.elapsed())
                : new DatasetStaging(bucket, agent, source, indexed, tuning, progress).run(name);
        return new StagedDataset(
                bucket.location().uri(keys.data(digest)),
                digest,
                bucket.location().uri(keys.manifest(digest)),
                indexed.files(),
                indexed.bytes(),
                done.took(clock.elapsed()));
    }

    private Indexed index(Agent agent, DatasetSource source, String name, Progress progress)
            throws IOException, InterruptedException {
        Selection selection = Selection.of(source.includes(), source.excludes());
        IndexTask task = new IndexTask(Root.workspace(source.path()), selection, name);
        Indexed indexed = Watched.call(agent, task, name, "Hashed", progress);
        if (!DIGEST.matcher(indexed.digest()).matches()
                || indexed.files() < 0
                || indexed.bytes() < 0
                || indexed.manifestLength() < 0) {
            throw new StorageException(Words.of(Stager.class, "agentsListingNot"));
        }
        noteLeftOut(source.path(), indexed.leftOut(), indexed.leftOutNames(), progress);
        if (indexed.files() == 0) {
            throw new StorageException(noFile(source.path(), source.includes(), source.excludes()));
        }
        return indexed;
    }

    private static void noteLeftOut(String path, long count, List<String> names, Progress progress) {
        if (count > 0) {
            long more = count - names.size();
            progress.note(Words.of(
                    Stager.class,
                    "leftOutLinks",
                    path,
                    Amounts.oneLine(String.join(", ", names)),
                    more > 0 ? Words.of(Stager.class, "more", Amounts.number(more)) : ""));
        }
    }

    private static String noFile(String path, List<String> includes, List<String> excludes) {
        return Words.of(
                Stager.class,
                "nothingStageNo",
                path,
                includes.isEmpty() ? List.of("**") : includes,
                excludes.isEmpty() ? "" : Words.of(Stager.class, "withoutExcludes", excludes));
    }

    /** The same for the same files, so that the next build finds the hashes. */
    private static String name(String path, List<String> includes, List<String> excludes) {
        String text = path + "\0" + includes + "\0" + excludes;
        return Digests.hex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 32);
    }
}
