package io.jenkins.plugins.codecraft.embedded.states;

/** Ends the work of an execution, or of a part of it, that was told to stop. */
final class Halted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Halted() {
        super("stopped", null, false, false);
    }
}
