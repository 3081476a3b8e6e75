package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes the entries of an archive into an empty folder and nowhere else. Symbolic links are made at the end, so that
 * nothing is written through one, and only such as stay inside.
 */
final class Unpacking {

    /** Reads the content of the current entry, as {@link java.io.InputStream#read(byte[])} does. */
    interface Content {
        int read(byte[] buffer) throws IOException;
    }

    private final Path root;
    private final UnpackLimits limits;
    private final Map<Path, Path> links = new LinkedHashMap<>();
    private final byte[] buffer = new byte[1 << 16];
    private long entries;
    private long files;
    private long bytes;

    Unpacking(Path root, UnpackLimits limits) {
        this.root = root;
        this.limits = limits;
    }

    void folder(String path) throws IOException {
        count();
        Files.createDirectories(inside(path));
    }

    void file(String path, int mode, Content content) throws IOException {
        count();
        files++;
        Path file = inside(path);
        if (file.equals(root)) {
            throw new AgentException(AgentWords.of(Unpacking.class, "archiveFileWithout"));
        }
        Files.createDirectories(PathNames.folder(file));
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > limits.bytes()) {
                    throw new AgentException(AgentWords.of(Unpacking.class, "archiveUnpacksMore", limits.bytes()));
                }
                out.write(buffer, 0, read);
            }
        }
        permit(file, mode);
    }

    /** A hard link becomes a copy. */
    void hardLink(String path, String target) throws IOException {
        Path from = inside(target);
        if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            throw new AgentException(AgentWords.of(Unpacking.class, "archiveLinksWhich", path, target));
        }
        if (from.equals(inside(path))) {
            throw new AgentException(AgentWords.of(Unpacking.class, "archiveLinksItself", path));
        }
        try (InputStream in = Files.newInputStream(from)) {
            file(path, 0644, in::read);
        }
        if (Files.getFileAttributeView(from, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(inside(path), Files.getPosixFilePermissions(from));
        }
    }

    void symbolicLink(String path, String target) throws IOException {
        count();
        Path link = inside(path);
        Path to;
        try {
            to = Path.of(target);
        } catch (InvalidPathException e) {
            throw new AgentException(AgentWords.of(Unpacking.class, "archiveLinkWhich", target), e);
        }
        if (to.isAbsolute() || !link.resolveSibling(to).normalize().startsWith(root)) {
            throw new AgentException(AgentWords.of(Unpacking.class, "archiveSymbolicLink", path, target));
        }
        links.put(link, to);
    }

    /** Makes the links, and looks where they lead when all are there. */
    void finish() throws IOException {
        for (Map.Entry<Path, Path> link : links.entrySet()) {
            Path folder = PathNames.folder(link.getKey());
            Files.createDirectories(folder);
            Files.deleteIfExists(link.getKey());
            if (!folder.toRealPath().startsWith(root)) {
                throw leadsOut(link.getKey());
            }
            Files.createSymbolicLink(link.getKey(), link.getValue());
        }
        for (Path link : links.keySet()) {
            if (!Files.exists(link) || !link.toRealPath().startsWith(root)) {
                throw leadsOut(link);
            }
        }
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    private AgentException leadsOut(Path link) {
        return new AgentException(AgentWords.of(Unpacking.class, "archiveSymbolicLinkLeads", root.relativize(link)));
    }

    private void count() throws AgentException {
        entries++;
        if (entries > limits.entries()) {
            throw new AgentException(AgentWords.of(Unpacking.class, "archiveMoreThan", limits.entries()));
        }
    }

    private Path inside(String path) throws AgentException {
        Path resolved;
        try {
            resolved = root.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new AgentException(AgentWords.of(Unpacking.class, "archiveEntryWhich", path), e);
        }
        boolean upwards =
                java.util.Arrays.asList(path.replace('\\', '/').split("/")).contains("..");
        if (path.startsWith("/") || upwards || !resolved.startsWith(root)) {
            throw new AgentException(AgentWords.of(Unpacking.class, "archiveEntryWhichLeads", path));
        }
        return resolved;
    }

    private static void permit(Path file, int mode) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = EnumSet.of(PosixFilePermission.OWNER_READ);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((mode & 0400 >> permission.ordinal()) != 0) {
                permissions.add(permission);
            }
        }
        view.setPermissions(permissions);
    }
}
