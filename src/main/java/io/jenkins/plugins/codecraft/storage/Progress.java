package io.jenkins.plugins.codecraft.storage;

import java.util.function.Consumer;

/**
 * Hears how a transfer gets on. Called by one thread at a time, at most every five seconds or ten percent, and never
 * for a single file.
 */
public interface Progress {

    /** How far a transfer is. */
    void moved(Moved moved);

    /** Something the user should know although the transfer goes on, such as files that were left out. */
    void note(String text);

    /** Everything as lines of text. */
    static Progress lines(Consumer<String> console) {
        return new Progress() {
            @Override
            public void moved(Moved moved) {
                console.accept(moved.describe());
            }

            @Override
            public void note(String text) {
                console.accept(text);
            }
        };
    }

    /** Hears nothing. */
    static Progress none() {
        return lines(line -> {});
    }
}
