package io.jenkins.plugins.codecraft.aws;

import java.time.Instant;

/**
 * A call that was not made because its rate is used up for now. Nothing was sent; whoever meets it gives the thread
 * back and makes the same call again at {@link #until()}, when a place is kept for it.
 */
public final class CallPostponed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Instant until;

    public CallPostponed(String call, Instant until) {
        super(call + " is postponed until " + until, null, false, false);
        this.until = until;
    }

    public Instant until() {
        return until;
    }
}
