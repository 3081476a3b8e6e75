package io.jenkins.plugins.codecraft.jenkins;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * An operation as it is kept in a build: bytes of Java's own serialization, since neither of the formats that Jenkins
 * saves builds in knows records. Only the plugin's own types and plain values are read back.
 */
final class SavedOperation implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final ObjectInputFilter PLAIN = ObjectInputFilter.Config.createFilter(
            "maxdepth=50;io.jenkins.plugins.codecraft.**;java.lang.*;java.time.*;java.util.*;java.util.CollSer;!*");

    private final byte[] bytes;

    private SavedOperation(byte[] bytes) {
        this.bytes = bytes;
    }

    static SavedOperation of(Operation operation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(operation);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        return new SavedOperation(bytes.toByteArray());
    }

    /** @throws IOException if the bytes are of a version of the plugin that is not understood any more */
    Operation restore() throws IOException {
        try (ObjectInputStream in = new PluginObjects(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(PLAIN);
            return (Operation) in.readObject();
        } catch (ClassNotFoundException | ClassCastException error) {
            throw new IOException(Words.of(SavedOperation.class, "stepWasSaved"), error);
        }
    }

    /** Finds the plugin's classes whichever class loader calls. */
    private static final class PluginObjects extends ObjectInputStream {
        PluginObjects(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, SavedOperation.class.getClassLoader());
            } catch (ClassNotFoundException notOurs) {
                return super.resolveClass(description);
            }
        }
    }
}
