package io.jenkins.plugins.codecraft.logs;

import java.util.Locale;
import java.util.Optional;

/** How much of the job's log the console shows. */
public enum LogMode {
    NONE,
    /** The last lines, once the job has ended. */
    TAIL,
    /** Every line as it comes. */
    ALL;

    /** The mode of a name in any case; nothing for another text. */
    public static Optional<LogMode> of(String text) {
        for (LogMode mode : values()) {
            if (mode.name().equals(text.toUpperCase(Locale.ROOT))) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
