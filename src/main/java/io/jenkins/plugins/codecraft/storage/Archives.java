package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.DeleteTempTask;
import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.storage.agent.HashTask;
import io.jenkins.plugins.codecraft.storage.agent.PackTask;
import io.jenkins.plugins.codecraft.storage.agent.Packed;
import io.jenkins.plugins.codecraft.storage.agent.ReadTask;
import io.jenkins.plugins.codecraft.storage.agent.Root;
import io.jenkins.plugins.codecraft.storage.agent.Selection;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Archives of the workspace that are looked at, or small enough to go through the controller, without S3. The same
 * files give the same bytes as {@link Stager} stages. Calls block and may be interrupted.
 */
public final class Archives {
    private final Agent agent;
    private final Progress progress;

    public Archives(Agent agent, Progress progress) {
        this.agent = agent;
        this.progress = progress;
    }

    /** What the archive of some files would be. */
    public Archived describe(ArchiveSource source) throws IOException, InterruptedException {
        return packed(source, Archives::described);
    }

    /** What a file that is an archive already is. */
    public Archived describe(String path) throws IOException, InterruptedException {
        return described(agent.call(new HashTask(Root.workspace(path), "hash-" + name(path))));
    }

    private static Archived described(Packed packed) throws StorageException {
        if (!packed.sha256().matches("[0-9a-f]{64}") || packed.file().size() < 0) {
            throw new StorageException(Words.of(Archives.class, "agentsDescriptionArchive"));
        }
        return new Archived(packed.sha256(), packed.file().size());
    }

    /**
     * The bytes of the archive of some files.
     *
     * @param most bytes; a larger archive is refused
     */
    public byte[] read(ArchiveSource source, long most) throws IOException, InterruptedException {
        return packed(
                source,
                packed -> agent.call(new ReadTask(
                        Root.temp(packed.base().path() + "/" + packed.file().path()), most)));
    }

    /** The bytes of a file that is an archive already. */
    public byte[] read(String path, long most) throws IOException, InterruptedException {
        return agent.call(new ReadTask(Root.workspace(path), most));
    }

    private interface Use<T> {
        T of(Packed packed) throws IOException, InterruptedException;
    }

    private <T> T packed(ArchiveSource source, Use<T> use) throws IOException, InterruptedException {
        String name = "archive-" + name(source.path());
        Selection selection = Selection.of(source.includes(), source.excludes());
        PackTask task = new PackTask(Root.workspace(source.path()), selection, source.format(), name);
        Packed packed = Watched.call(agent, task, name, "Packed", progress);
        try {
            if (packed.files() == 0) {
                throw new StorageException(Words.of(Archives.class, "noFileUnder", source.path()));
            }
            T result = use.of(packed);
            agent.call(new DeleteTempTask(packed.file().path()));
            return result;
        } catch (IOException | InterruptedException | RuntimeException e) {
            Leftovers.delete(agent, packed.file().path(), e);
            throw e;
        }
    }

    private static String name(String path) {
        return Digests.hex(Digests.sha256().digest(path.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 32);
    }
}
