package io.jenkins.plugins.codecraft.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The log of a run, as lines, which the observers get as they come. Safe for use by several threads. */
final class Console {
    private final List<Consumer<String>> observers;
    private final List<String> lines = new ArrayList<>();

    Console(List<Consumer<String>> observers) {
        this.observers = List.copyOf(observers);
    }

    void println(String text) {
        text.lines().forEach(this::add);
        if (text.isEmpty()) {
            add(text);
        }
    }

    /** Prints what the pipeline itself does, as opposed to what a step has to say. */
    void mark(String text) {
        add("[Pipeline] " + text);
    }

    private synchronized void add(String line) {
        lines.add(line);
        observers.forEach(observer -> observer.accept(line));
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
