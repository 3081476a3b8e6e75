package io.jenkins.plugins.codecraft.operation;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The console for what the runner itself has to say. A build whose console can't be written to is not worth an
 * operation, and certainly not the others that the same thread serves.
 */
record SafeConsole(Host host) implements Console {
    private static final Logger LOGGER = Logger.getLogger(SafeConsole.class.getName());

    @Override
    public void event(String text) {
        safely(() -> host.console().event(text));
    }

    @Override
    public void link(String text, String url) {
        safely(() -> host.console().link(text, url));
    }

    @Override
    public void line(String text) {
        safely(() -> host.console().line(text));
    }

    private static void safely(Runnable print) {
        try {
            print.run();
        } catch (RuntimeException error) {
            LOGGER.log(Level.WARNING, "A build's console can't be written to", error);
        }
    }
}
