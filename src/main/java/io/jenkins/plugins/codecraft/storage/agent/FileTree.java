package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

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

    private record Child(String name, Path path, BasicFileAttributes attributes) {
        String order() {
            return attributes.isDirectory() ? name + "/" : name;
        }
    }

    private final Path root;
    private final Selection.Matcher selection;
    private final Visitor visitor;
    private final Deque<Path> realFolders = new ArrayDeque<>();

    private FileTree(Path root, Selection.Matcher selection, Visitor visitor) {
        this.root = root;
        this.selection = selection;
        this.visitor = visitor;
    }

    /** Where the paths of a walk from here are relative to: the folder, or the folder that the file is in. */
    static Path base(Path root) throws AgentException {
        return Files.isDirectory(root) ? root : PathNames.folder(root);
    }

    /** @param root a real path; a single file is visited under its name, whatever the selection says */
    static void walk(Path root, Selection selection, Visitor visitor) throws IOException, InterruptedException {
        BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            FileTree tree = new FileTree(root, selection.matcher(), visitor);
            tree.realFolders.push(root);
            tree.folder("", root);
        } else if (attributes.isRegularFile()) {
            visitor.file(nameOf(root), root, attributes);
        } else {
            throw new AgentException("'" + root + "' is neither a folder nor a file");
        }
    }

    private void folder(String prefix, Path folder) throws IOException, InterruptedException {
        for (Child child : children(prefix, folder)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            String path = prefix + child.name();
            if (child.attributes().isDirectory()) {
                subfolder(path, child.path());
            } else if (child.attributes().isRegularFile()) {
                if (selection.selects(path)) {
                    visitor.file(path, child.path(), child.attributes());
                }
            } else if (selection.selects(path)) {
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

    private List<Child> children(String prefix, Path folder) throws IOException {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                BasicFileAttributes attributes =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                children.add(new Child(
                        nameOf(entry), entry, attributes.isSymbolicLink() ? target(entry, attributes) : attributes));
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        } catch (java.nio.file.AccessDeniedException e) {
            throw new AgentException(
                    "the agent may not read '" + prefix + "': " + e.getMessage()
                            + "; change its permissions, or exclude it",
                    e);
        }
        children.sort((left, right) -> Utf8Order.compare(left.order(), right.order()));
        return children;
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
            throw new AgentException("the name of '" + path
                    + "' cannot be read in the agent's character set; rename the file, or start the agent with"
                    + " LC_ALL=C.UTF-8");
        }
    }
}
