package io.jenkins.plugins.codecraft.operation;

import java.time.Duration;
import java.time.InstantSource;

/** Time and threads, as the runner sees them; tests have one of their own in which time stands still. */
interface Scheduler extends AutoCloseable {

    InstantSource clock();

    /** Runs short work soon, on one of few threads. */
    void execute(Runnable work);

    /** Runs work that may take long, on a thread of its own. */
    void executeLong(Runnable work);

    /** Runs short work after a delay. */
    Cancellable after(Duration delay, Runnable work);

    /** Lets nothing new begin and interrupts what is under way. */
    @Override
    void close();

    @FunctionalInterface
    interface Cancellable {
        void cancel();
    }
}
