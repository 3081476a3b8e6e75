package io.jenkins.plugins.codecraft.pipeline;

import com.cloudbees.groovy.cps.ObjectInputStreamWithLoader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;

/** Writes a program to bytes and reads it back, with the classes of the script compiled anew. */
final class ProgramStore {
    private final CpsVm vm;
    private final ScriptLoader loader;

    /** Stands in the bytes for what is not part of the program: the VM of the day. */
    enum Reference {
        VM
    }

    ProgramStore(CpsVm vm, ScriptLoader loader) {
        this.vm = vm;
        this.loader = loader;
    }

    ScriptLoader loader() {
        return loader;
    }

    byte[] write(Program program) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(program);
        }
        return bytes.toByteArray();
    }

    Program read(byte[] saved) throws IOException, ClassNotFoundException {
        try (Input in = new Input(new ByteArrayInputStream(saved))) {
            return (Program) in.readObject();
        }
    }

    private final class Input extends ObjectInputStreamWithLoader {
        Input(InputStream in) throws IOException {
            super(in, loader.classLoader());
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object read) {
            return read == Reference.VM ? vm : read;
        }
    }
}
