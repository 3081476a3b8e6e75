package io.jenkins.plugins.codecraft.pipeline;

import hudson.model.TaskListener;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Prints to the console of a run. Never a part of the program: a step asks its context for the listener each time. */
final class ConsoleListener implements TaskListener {
    private static final long serialVersionUID = 1L;

    private final transient Console console;

    ConsoleListener(Console console) {
        this.console = console;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new NotSerializableException("A step must not keep its TaskListener");
    }

    @Override
    public PrintStream getLogger() {
        return console.stream();
    }

    @Override
    public Charset getCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public void hyperlink(String url, String text) {
        console.stream().print(text);
    }

    @Override
    public PrintWriter error(String message) {
        console.println("ERROR: " + message);
        return new PrintWriter(console.stream(), true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintWriter error(String format, Object... arguments) {
        return error(String.format(format, arguments));
    }

    @Override
    public PrintWriter fatalError(String message) {
        console.println("FATAL: " + message);
        return new PrintWriter(console.stream(), true, StandardCharsets.UTF_8);
    }
}
