package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Deletes an archive that {@link PackTask} made; one that is gone is no error. */
public record DeleteTempTask(String fileName) implements AgentTask<Boolean> {

    @Override
    public Boolean run(Path workspace, Path temp) throws IOException {
        Path folder = IndexFile.folder(temp).normalize();
        Path file = folder.resolve(fileName).normalize();
        if (!folder.equals(file.getParent())) {
            throw new AgentException(AgentWords.of(DeleteTempTask.class, "notFileTemporary", fileName));
        }
        return Files.deleteIfExists(file);
    }
}
