package hudson;

import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.remoting.Callable;
import hudson.remoting.VirtualChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.remoting.RoleSensitive;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/**
 * Takes the place of Jenkins' class in tests: a path of the local disk. What {@link #act} runs is written to bytes and
 * read back on its way there, and its result on its way back, as between a controller and an agent.
 */
public final class FilePath implements SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    private final transient VirtualChannel channel;
    private final String remote;

    public FilePath(VirtualChannel channel, String remote) {
        this.channel = channel;
        this.remote = remote;
    }

    public FilePath(File localPath) {
        this((VirtualChannel) null, localPath.getPath());
    }

    public FilePath(FilePath base, String rel) {
        this(base.channel, Path.of(base.remote).resolve(rel).normalize().toString());
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        if (!(out instanceof ToAgent)) {
            throw new NotSerializableException("A FilePath can only be sent over remoting: a step must not keep it");
        }
        out.defaultWriteObject();
    }

    public String getRemote() {
        return remote;
    }

    public VirtualChannel getChannel() {
        return channel;
    }

    public boolean isRemote() {
        return channel != null;
    }

    public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
        List<TaskListener> exported = new ArrayList<>();
        return sent(sent(callable, exported).invoke(new File(remote), channel), exported);
    }

    public <V, E extends Throwable> V act(Callable<V, E> callable) throws IOException, InterruptedException, E {
        List<TaskListener> exported = new ArrayList<>();
        return sent(sent(callable, exported).call(), exported);
    }

    public Computer toComputer() {
        return null;
    }

    public void mkdirs() throws IOException, InterruptedException {
        Files.createDirectories(path());
    }

    public void deleteRecursive() throws IOException, InterruptedException {
        if (exists()) {
            try (Stream<Path> tree = Files.walk(path())) {
                for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    public String getName() {
        return path().getFileName().toString();
    }

    public FilePath child(String relOrAbsolute) {
        return new FilePath(this, relOrAbsolute);
    }

    public FilePath getParent() {
        Path parent = path().getParent();
        return parent == null ? null : new FilePath(channel, parent.toString());
    }

    public boolean delete() throws IOException, InterruptedException {
        Files.deleteIfExists(path());
        return true;
    }

    public boolean exists() throws IOException, InterruptedException {
        return Files.exists(path());
    }

    public boolean isDirectory() throws IOException, InterruptedException {
        return Files.isDirectory(path());
    }

    public long length() throws IOException, InterruptedException {
        return path().toFile().length();
    }

    public List<FilePath> list() throws IOException, InterruptedException {
        try (Stream<Path> children = Files.list(path())) {
            return children.map(child -> new FilePath(channel, child.toString()))
                    .toList();
        }
    }

    public InputStream read() throws IOException, InterruptedException {
        return Files.newInputStream(path());
    }

    public String readToString() throws IOException, InterruptedException {
        return Files.readString(path());
    }

    public OutputStream write() throws IOException, InterruptedException {
        Files.createDirectories(path().toAbsolutePath().getParent());
        return Files.newOutputStream(path());
    }

    public void write(String content, String encoding) throws IOException, InterruptedException {
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        try (OutputStream out = write()) {
            out.write(content.getBytes(charset));
        }
    }

    @Override
    public String toString() {
        return remote;
    }

    private Path path() {
        return Path.of(remote);
    }

    /** Work on a file, to be done where the file is. */
    public interface FileCallable<T> extends Serializable, RoleSensitive {
        T invoke(File f, VirtualChannel channel) throws IOException, InterruptedException;
    }

    @SuppressWarnings("unchecked")
    private static <T> T sent(T object, List<TaskListener> exported) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ToAgent out = new ToAgent(bytes, exported)) {
            out.writeObject(object);
        }
        try (FromController in = new FromController(new ByteArrayInputStream(bytes.toByteArray()), exported)) {
            return (T) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /** Stands for a listener that stays where it is, and prints there. */
    private record ExportedListener(int number) implements Serializable {}

    private static final class ToAgent extends ObjectOutputStream {
        private final List<TaskListener> exported;

        ToAgent(OutputStream out, List<TaskListener> exported) throws IOException {
            super(out);
            this.exported = exported;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof TaskListener listener) {
                exported.add(listener);
                return new ExportedListener(exported.size() - 1);
            }
            return object;
        }
    }

    private static final class FromController extends ObjectInputStream {
        private final List<TaskListener> exported;

        FromController(InputStream in, List<TaskListener> exported) throws IOException {
            super(in);
            this.exported = exported;
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(
                        type.getName(), false, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                return super.resolveClass(type);
            }
        }

        @Override
        protected Object resolveObject(Object object) {
            return object instanceof ExportedListener listener ? exported.get(listener.number()) : object;
        }
    }
}
