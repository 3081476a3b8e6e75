package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;

/**
 * Hashes one file that is to become an object as it is.
 *
 * @param name of the progress
 */
public record HashTask(Root root, String name) implements AgentTask<Packed> {

    @Override
    public Packed run(Path workspace, Path temp) throws IOException, InterruptedException {
        Path file = root.resolve(workspace, temp);
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new AgentException(AgentWords.of(HashTask.class, "notFile", root.path()));
        }
        try (Tally tally = new Tally(temp, name);
                FileHasher hasher = new FileHasher(tally)) {
            FileEntry entry =
                    hasher.start(PathNames.last(file), file, attributes).await();
            return new Packed(
                    root,
                    entry,
                    Digests.hex(Digests.ofFile(entry.digests())),
                    Digests.hex(sha256(file, entry)),
                    1,
                    0,
                    new ArrayList<>());
        }
    }

    /** The plain digest; what has one part only has it already. */
    static byte[] sha256(Path file, FileEntry entry) throws IOException {
        if (entry.parts() == 1) {
            return entry.digests();
        }
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[1 << 18];
            int read = 0;
            while (read >= 0) {
                read = in.read(buffer);
            }
        }
        return digest.digest();
    }
}
