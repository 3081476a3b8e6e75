package io.jenkins.plugins.codecraft.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The log of a run. Whole lines are kept, and handed to the observers as they come. Safe for use by several threads. */
final class Console extends OutputStream {
    private final List<Consumer<String>> observers;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private final PrintStream stream = new PrintStream(this, true, StandardCharsets.UTF_8);

    Console(List<Consumer<String>> observers) {
        this.observers = List.copyOf(observers);
    }

    PrintStream stream() {
        return stream;
    }

    void println(String text) {
        stream.println(text);
    }

    /** Prints what the pipeline itself does, as opposed to what a step has to say. */
    void mark(String text) {
        stream.println("[Pipeline] " + text);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else {
                line.write(bytes[i]);
            }
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.add(text);
        observers.forEach(observer -> observer.accept(text));
    }
}
