package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a small file into the workspace, with the folders that it needs, all of it or nothing. */
public record WriteFileTask(String path, byte[] content) implements AgentTask<Long> {

    @Override
    public Long run(Path workspace, Path temp) throws IOException {
        Path target = Root.workspace(path).target(workspace, temp);
        Path partial = Files.createTempFile(PathNames.folder(target), ".codecraft", ".tmp");
        try {
            Files.write(partial, content);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        return (long) content.length;
    }
}
