package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A time in which an operation can't go on, as the console is told of it: once when it begins and once when it is over,
 * however often and in however many ways it is met. Safe for use by many threads.
 */
final class Trouble {
    private final Console console;
    private final Set<Seen> seen = EnumSet.noneOf(Seen.class);
    private Instant since = Instant.EPOCH;
    private boolean ofAws;

    /** @param console where a line that can't be printed does no harm */
    Trouble(Console console) {
        this.console = console;
    }

    /** Who met it. */
    enum Seen {
        BY_WORK,
        BY_WATCH
    }

    synchronized void begins(Seen by, Throwable error, Instant began) {
        if (seen.isEmpty()) {
            since = began;
            ofAws = error instanceof SdkException || error.getCause() instanceof SdkException;
            String what = ofAws ? Words.of(Trouble.class, "awsDoesNot") : Words.of(Trouble.class, "tryingAfter");
            console.event(what + AwsErrors.describe(error));
        }
        seen.add(by);
    }

    synchronized void ends(Seen by, Instant now) {
        if (seen.remove(by) && seen.isEmpty()) {
            String what =
                    ofAws ? Words.of(Trouble.class, "awsAnswersAgain") : Words.of(Trouble.class, "worksAgainAfter");
            console.event(what + Durations.words(Duration.between(since, now)));
        }
    }
}
