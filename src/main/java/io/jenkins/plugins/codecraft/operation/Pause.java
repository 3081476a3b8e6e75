package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.operation.Scheduler.Cancellable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The pause of one operation before it tries again. It goes on once, after the pause or when it is hurried. */
final class Pause {
    private static final Runnable NONE = () -> {};

    private final Scheduler scheduler;
    private Runnable hurry = NONE;

    Pause(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void begin(Duration time, Runnable goOn) {
        AtomicBoolean once = new AtomicBoolean();
        Runnable resume = () -> {
            if (once.compareAndSet(false, true)) {
                goOn.run();
            }
        };
        Cancellable timer = scheduler.after(time, resume);
        hurry = () -> {
            timer.cancel();
            resume.run();
        };
    }

    /** Goes on at once, if there is a pause. */
    void hurry() {
        Runnable now = hurry;
        over();
        now.run();
    }

    void over() {
        hurry = NONE;
    }
}
