package io.jenkins.plugins.codecraft.storage;

import java.time.Duration;
import java.util.Locale;

/**
 * What staging did. Every file was sent, copied or already there; all counts are of files and of their bytes.
 *
 * @param sent files sent from the agent
 * @param copied files copied inside S3 from an earlier dataset
 * @param alreadyThere files that were in their place already
 * @param sentBytes what crossed the network from the agent; parts of a file that an earlier build left behind are not
 *     sent again
 */
public record Summary(
        long files, long bytes, long sent, long sentBytes, long copied, long alreadyThere, Duration duration) {

    Summary took(Duration all) {
        return new Summary(files, bytes, sent, sentBytes, copied, alreadyThere, all);
    }

    /** One line for the console. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s, %s: %,d sent (%s), %,d copied in S3, %,d already there, %s",
                Amounts.count(files, "file"),
                Amounts.bytes(bytes),
                sent,
                Amounts.bytes(sentBytes),
                copied,
                alreadyThere,
                Amounts.duration(duration));
    }
}
