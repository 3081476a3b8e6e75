package io.jenkins.plugins.codecraft.operation;

/** The build's console. */
public interface Console {

    /** Prints an event of ours, one line. */
    void event(String text);

    /** Prints an event of ours that can be looked at elsewhere: linked, where the console can do that. */
    default void link(String text, String url) {
        event(text);
        event(url);
    }

    /** Prints a line of the user's own program, as it is. */
    void line(String text);
}
