package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Walks the selected files of a folder in the order in which S3 lists their keys.
 *
 * <p>A symbolic link is read as what it points to when that lies inside of the folder, and left out when it points out
 * of it, nowhere, or to a folder that it is in itself. So are devices, sockets and pipes.
 */
final class FileTree {

    /** Gets the files one by one; may be slow, since nothing is collected meanwhile. */
    interface Visitor {
        void file(String path, Path file, BasicFileAttributes attributes) throws IOException, InterruptedException;

        void leftOut(String path);
    }

    /** So many names of a folder are in memory at once; some 100 bytes each. */
    private static final int NAMES_IN_MEMORY = 50_000;

    private final Path root;
    private final Selection.Matcher selection;
    private final Visitor visitor;
    private final Path temp;
    private final Deque<Path> realFolders = new ArrayDeque<>();

    private FileTree(Path root, Selection.Matcher selection, Visitor visitor, Path temp) {
        this.root = root;
        this.selection = selection;
        this.visitor = visitor;
        this.temp = temp;
    }

    /** Where the paths of a walk from here are relative to: the folder, or the folder that the file is in. */
    static Path base(Path root) throws AgentException {
        return Files.isDirectory(root) ? root : PathNames.folder(root);
    }

    /**
     * @param root a real path; a single file is visited under its name, whatever the selection says
     * @param temp where the names of very large folders are sorted
     */
    static void walk(Path root, Selection selection, Visitor visitor, Path temp)
            throws IOException, InterruptedException {
        BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            FileTree tree = new FileTree(root, selection.matcher(), visitor, temp);
            tree.realFolders.push(root);
            tree.folder("", root);
        } else if (attributes.isRegularFile()) {
            visitor.file(nameOf(root), root, attributes);
        } else {
            throw new AgentException(AgentWords.of(FileTree.class, "neitherFolderNor", root));
        }
    }

    private void folder(String prefix, Path folder) throws IOException, InterruptedException {
        try (FolderListing names = new FolderListing(temp, NAMES_IN_MEMORY)) {
            list(prefix, folder, names);
            names.sort();
            for (String name = names.next(); name != null; name = names.next()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                boolean below = name.endsWith("/");
                String plain = below ? name.substring(0, name.length() - 1) : name;
                child(prefix + plain, folder.resolve(plain), below);
            }
        }
    }

    private void child(String path, Path place, boolean below) throws IOException, InterruptedException {
        if (below) {
            subfolder(path, place);
        } else if (selection.selects(path)) {
            BasicFileAttributes attributes = attributes(path, place);
            if (attributes.isRegularFile()) {
                visitor.file(path, place, attributes);
            } else {
                visitor.leftOut(path);
            }
        }
    }

    private void subfolder(String path, Path folder) throws IOException, InterruptedException {
        if (!selection.mightSelectBelow(path)) {
            return;
        }
        Path real = folder.toRealPath();
        if (realFolders.contains(real)) {
            visitor.leftOut(path);
            return;
        }
        realFolders.push(real);
        folder(path + "/", folder);
        realFolders.pop();
    }

    private void list(String prefix, Path folder, FolderListing names) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = nameOf(entry);
                names.add(isFolder(entry) ? name + "/" : name);
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        } catch (java.nio.file.AccessDeniedException e) {
            throw new AgentException(AgentWords.of(FileTree.class, "agentMayNot", prefix, e.getMessage()), e);
        }
    }

    private boolean isFolder(Path entry) throws IOException {
        BasicFileAttributes own = own(entry);
        return (own.isSymbolicLink() ? target(entry, own) : own).isDirectory();
    }

    private BasicFileAttributes attributes(String path, Path entry) throws IOException {
        try {
            BasicFileAttributes own = own(entry);
            return own.isSymbolicLink() ? target(entry, own) : own;
        } catch (NoSuchFileException e) {
            throw new AgentException(AgentWords.of(FileTree.class, "disappearedWhileFiles", path), e);
        }
    }

    private static BasicFileAttributes own(Path entry) throws IOException {
        return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** What the link points to, or the link itself when it is not to be followed. */
    private BasicFileAttributes target(Path link, BasicFileAttributes own) throws IOException {
        Path real;
        try {
            real = link.toRealPath();
        } catch (FileSystemException e) {
            return own; // It points nowhere, or in a circle.
        }
        return real.startsWith(root) ? Files.readAttributes(real, BasicFileAttributes.class) : own;
    }

    private static String nameOf(Path path) throws AgentException {
        String name = PathNames.last(path);
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '\uFFFD' || Character.isSurrogate(name.charAt(i))) {
                requireFaithful(path, name);
                break;
            }
        }
        return name;
    }

    /** Java replaces what the agent's character set does not know, and the file would get another name in S3. */
    private static void requireFaithful(Path path, String name) throws AgentException {
        boolean faithful;
        try {
            faithful = path.resolveSibling(name).equals(path)
                    && java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(name);
        } catch (InvalidPathException e) {
            faithful = false;
        }
        if (!faithful) {
            throw new AgentException(AgentWords.of(FileTree.class, "nameCannotRead", path));
        }
    }
}
