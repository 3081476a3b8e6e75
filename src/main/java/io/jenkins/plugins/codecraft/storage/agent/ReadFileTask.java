package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a small file of the workspace.
 *
 * @param mostBytes a larger file is refused
 */
public record ReadFileTask(String path, long mostBytes) implements AgentTask<byte[]> {

    @Override
    public byte[] run(Path workspace, Path temp) throws IOException {
        Path file = Root.workspace(path).resolve(workspace, temp);
        if (!Files.isRegularFile(file)) {
            throw new AgentException(AgentWords.of(ReadFileTask.class, "notFile", path));
        }
        long size = Files.size(file);
        if (size > mostBytes) {
            throw new AgentException(AgentWords.of(ReadFileTask.class, "bytesMostCan", path, size, mostBytes));
        }
        return Files.readAllBytes(file);
    }
}
