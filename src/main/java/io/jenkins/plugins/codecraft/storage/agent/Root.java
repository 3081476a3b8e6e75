package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A folder or file on the agent.
 *
 * @param inTemp relative to the temporary folder, not to the workspace
 * @param path with {@code /} between names; empty for the base itself
 */
public record Root(boolean inTemp, String path) implements Serializable {

    public static Root workspace(String path) {
        return new Root(false, path);
    }

    public static Root temp(String path) {
        return new Root(true, path);
    }

    /**
     * The real path, without symbolic links.
     *
     * @throws AgentException when it does not exist or lies outside of its base
     */
    Path resolve(Path workspace, Path temp) throws IOException {
        Path base = (inTemp ? temp : workspace).toRealPath();
        Path real;
        try {
            real = base.resolve(path).toRealPath();
        } catch (NoSuchFileException e) {
            throw new AgentException(
                    "'" + path + "' does not exist in the workspace " + workspace
                            + "; name a folder or a file in it, or create it before this step",
                    e);
        } catch (InvalidPathException e) {
            throw new AgentException("'" + path + "' is not a path on this agent: " + e.getReason(), e);
        }
        if (!real.startsWith(base)) {
            throw new AgentException("'" + path + "' leads out of the workspace, to " + real
                    + "; only files inside of the workspace are read: copy them there");
        }
        return real;
    }
}
