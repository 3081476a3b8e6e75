package io.jenkins.plugins.codecraft.jenkins;

import io.jenkins.plugins.codecraft.operation.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** An operation as the bytes that a build keeps on disk. */
public final class SavedBytes {
    private SavedBytes() {}

    public static byte[] of(Operation operation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(SavedOperation.of(operation));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        return bytes.toByteArray();
    }

    public static Operation restore(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return ((SavedOperation) in.readObject()).restore();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
