package io.jenkins.plugins.codecraft.storage.agent;

import java.nio.file.Path;

/** The parts of a path that a root such as {@code /} has not. */
final class PathNames {

    private PathNames() {}

    /** The last name. */
    static String last(Path path) throws AgentException {
        Path name = path.getFileName();
        if (name == null) {
            throw root(path);
        }
        return name.toString();
    }

    /** The folder that a file or folder is in. */
    static Path folder(Path path) throws AgentException {
        Path folder = path.getParent();
        if (folder == null) {
            throw root(path);
        }
        return folder;
    }

    private static AgentException root(Path path) {
        return new AgentException(AgentWords.of(PathNames.class, "noFileFolder", path));
    }
}
