package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Checks a fetched file and moves it to its place in the workspace, over what is there. */
public record PlaceTask(String fileName, Expected expected, Root target) implements AgentTask<String> {

    /** The MD5 of the file in hexadecimal digits; empty where the JVM has none. */
    @Override
    public String run(Path workspace, Path temp) throws IOException {
        Path file = IndexFile.folder(temp).resolve(fileName);
        if (expected.size() == 0 && Files.notExists(file)) {
            Files.createFile(file);
        }
        try {
            String md5 = expected.check(file);
            Path place = target.target(workspace, temp);
            if (Files.isDirectory(place)) {
                throw new AgentException(AgentWords.of(PlaceTask.class, "folderNameFile", target.path()));
            }
            Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
            return md5;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
