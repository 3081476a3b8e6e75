package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a small file of the workspace or of the temporary folder.
 *
 * @param mostBytes a larger file is refused
 */
public record ReadTask(Root root, long mostBytes) implements AgentTask<byte[]> {

    @Override
    public byte[] run(Path workspace, Path temp) throws IOException {
        Path file = root.resolve(workspace, temp);
        long size = Files.size(file);
        if (size > mostBytes) {
            throw new AgentException(AgentWords.of(ReadTask.class, "bytesMostRead", root.path(), size, mostBytes));
        }
        return Files.readAllBytes(file);
    }
}
