package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/** Tells what paths of the workspace are, so that wrong ones are known before anything is done. */
public record PathKindsTask(List<String> paths) implements AgentTask<HashMap<String, PathKind>> {

    public PathKindsTask {
        paths = List.copyOf(paths);
    }

    @Override
    public HashMap<String, PathKind> run(Path workspace, Path temp) throws IOException {
        HashMap<String, PathKind> kinds = new HashMap<>();
        for (String path : paths) {
            kinds.put(path, kind(workspace, path));
        }
        return kinds;
    }

    private static PathKind kind(Path workspace, String path) throws IOException {
        try {
            Path real = workspace.resolve(path).toRealPath();
            if (!real.startsWith(workspace.toRealPath())) {
                return PathKind.OUTSIDE;
            }
            return Files.isDirectory(real) ? PathKind.FOLDER : PathKind.FILE;
        } catch (NoSuchFileException | InvalidPathException missing) {
            boolean outside = path.startsWith("/") || path.startsWith("..");
            return outside ? PathKind.OUTSIDE : PathKind.MISSING;
        }
    }
}
