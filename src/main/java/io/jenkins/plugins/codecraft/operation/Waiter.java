package io.jenkins.plugins.codecraft.operation;

import java.time.Duration;

/** Who waits for a change, as the watcher sees it. Called on the watcher's thread; returns soon. */
interface Waiter {

    /** The resource changed, or may have. The wait is over. */
    void changed();

    /** Nothing is known to have changed, but it is this one's turn to look. The wait is over. */
    void due();

    /** Changes can't be seen at the moment. Called once for a time of trouble. */
    void unseen(Throwable reason);

    /** After {@link #unseen}: changes are seen again. */
    void seen();

    /** This one is looked at by itself, in turn with others, about this often. Called in each interval. */
    void lookedAtSingly(String reason, Duration about);
}
