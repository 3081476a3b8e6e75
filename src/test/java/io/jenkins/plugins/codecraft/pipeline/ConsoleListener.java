package io.jenkins.plugins.codecraft.pipeline;

import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Prints to the console of a run, until the controller is restarted. Never a part of the program: a step asks its
 * context for the listener each time.
 */
final class ConsoleListener implements TaskListener {
    private static final long serialVersionUID = 1L;

    private final transient PrintStream logger;

    ConsoleListener(CpsVm vm) {
        logger = new PrintStream(new Lines(vm), true, StandardCharsets.UTF_8);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new NotSerializableException("A step must not keep its TaskListener");
    }

    @Override
    public PrintStream getLogger() {
        return logger;
    }

    @Override
    public Charset getCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public void hyperlink(String url, String text) {
        logger.print(text);
    }

    @Override
    public PrintWriter error(String message) {
        logger.println("ERROR: " + message);
        return new PrintWriter(logger, true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintWriter error(String format, Object... arguments) {
        return error(String.format(format, arguments));
    }

    @Override
    public PrintWriter fatalError(String message) {
        logger.println("FATAL: " + message);
        return new PrintWriter(logger, true, StandardCharsets.UTF_8);
    }

    /** Gathers whole lines, so that those of several steps do not mix. */
    private static final class Lines extends OutputStream {
        private final CpsVm vm;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(CpsVm vm) {
            this.vm = vm;
        }

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
            } else {
                if (vm.isLive()) {
                    vm.console().println(line.toString(StandardCharsets.UTF_8));
                }
                line.reset();
            }
        }
    }
}
