package io.jenkins.plugins.codecraft.operation;

/** The build's console. */
public interface Console {

    /** Prints an event of ours, one line. */
    void event(String text);

    /** Prints a line of the user's own program, as it is. */
    void line(String text);
}
