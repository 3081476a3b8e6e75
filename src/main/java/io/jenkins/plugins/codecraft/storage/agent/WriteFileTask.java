package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a small file into the workspace, with the folders that it needs, all of it or nothing. */
public record WriteFileTask(String path, byte[] content) implements AgentTask<Long> {

    @Override
    public Long run(Path workspace, Path temp) throws IOException {
        Path target = target(workspace);
        Files.createDirectories(target.getParent());
        if (!target.getParent().toRealPath().startsWith(workspace.toRealPath())) {
            throw new AgentException("'" + path + "' leads out of the workspace; name a file inside of it");
        }
        Path partial = Files.createTempFile(target.getParent(), ".codecraft", ".tmp");
        try {
            Files.write(partial, content);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        return (long) content.length;
    }

    private Path target(Path workspace) throws AgentException {
        try {
            Path target = workspace.resolve(path).normalize();
            if (target.startsWith(workspace) && !target.equals(workspace)) {
                return target;
            }
        } catch (InvalidPathException error) {
            throw new AgentException("'" + path + "' is not a path on this agent: " + error.getReason(), error);
        }
        throw new AgentException("'" + path + "' leads out of the workspace; name a file inside of it");
    }
}
