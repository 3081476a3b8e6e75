package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
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
            throw new AgentException(AgentWords.of(Root.class, "doesNotExist", path, workspace), e);
        } catch (InvalidPathException e) {
            throw new AgentException(AgentWords.of(Root.class, "notPathAgent", path, e.getReason()), e);
        }
        if (!real.startsWith(base)) {
            throw new AgentException(AgentWords.of(Root.class, "leadsOutWorkspace", path, real));
        }
        return real;
    }

    /**
     * Where a file or folder may be written that need not exist; the folders above it are made.
     *
     * @throws AgentException when it lies outside of its base, also by a symbolic link
     */
    Path target(Path workspace, Path temp) throws IOException {
        Path base = Files.createDirectories(inTemp ? temp : workspace).toRealPath();
        Path target;
        try {
            target = base.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new AgentException(AgentWords.of(Root.class, "notPathAgent", path, e.getReason()), e);
        }
        if (!target.startsWith(base) || target.equals(base)) {
            throw new AgentException(AgentWords.of(Root.class, "leadsOutWorkspaceName", path));
        }
        Path folder = base;
        for (Path name : base.relativize(target.getParent())) {
            folder = folder.resolve(name);
            if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)
                    && !name.toString().isEmpty()) {
                Files.createDirectory(folder);
            }
            folder = folder.toRealPath();
            if (!folder.startsWith(base)) {
                throw new AgentException(AgentWords.of(Root.class, "leadsOutWorkspaceNamePlace", path, folder));
            }
        }
        return folder.resolve(target.getFileName());
    }
}
