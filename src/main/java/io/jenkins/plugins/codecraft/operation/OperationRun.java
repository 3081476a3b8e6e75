package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.CallPostponed;
import io.jenkins.plugins.codecraft.operation.OperationContext.Wake;
import io.jenkins.plugins.codecraft.operation.Scheduler.Cancellable;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One operation under way. It takes turns: in each turn the operation advances once, on whatever thread; between turns
 * it is saved, or waits for a change, a point in time, or both. Turns of one operation never overlap.
 */
final class OperationRun implements Runner.Run {
    private static final Logger LOGGER = Logger.getLogger(OperationRun.class.getName());

    private final Runner runner;
    private final Host host;
    private final Pace.Places places = new Pace.Places();
    private final Waits waits;

    private Operation operation;
    private Optional<Throwable> stopped;
    private boolean stopping;
    private boolean unsaved;
    private boolean restored;
    private boolean taken;
    private boolean woken;
    private boolean over;
    private Wake wake = Wake.STARTED;
    private Thread longWork;
    private Outage outage = Outage.none();
    private AwsSession session;
    private Cancellable paused = () -> {};

    OperationRun(Runner runner, Host host, Operation operation, Optional<Throwable> stopped, boolean restored) {
        this.runner = runner;
        this.host = host;
        this.operation = operation;
        this.stopped = stopped;
        this.stopping = stopped.isPresent();
        this.unsaved = !restored;
        this.restored = restored;
        this.waits = new Waits(this);
    }

    void begin() {
        wake(Wake.STARTED);
    }

    @Override
    public void wake() {
        wake(Wake.CHANGED);
    }

    /** Gives the operation a turn, now or right after the one it has. */
    synchronized void wake(Wake why) {
        if (over) {
            return;
        }
        if (taken) {
            woken = true;
            return;
        }
        wake = why;
        taken = true;
        waits.pause();
        submit();
    }

    @Override
    public void stop(Throwable cause) {
        synchronized (this) {
            if (over) {
                return;
            }
            if (stopped.isEmpty()) {
                stopped = Optional.of(cause);
                if (longWork != null) {
                    longWork.interrupt();
                }
                wake(Wake.CHANGED);
                hurry();
                return;
            }
        }
        abandon(cause);
    }

    private void abandon(Throwable cause) {
        Optional<String> left;
        synchronized (this) {
            left = operation.running();
        }
        left.ifPresent(what -> host.console().event("Ended before AWS said that it stopped: " + what));
        end(() -> host.failed(cause));
    }

    @Override
    public synchronized String status() {
        String what = operation.running().orElse("preparing");
        return stopped.isPresent() ? "stopping " + what : what;
    }

    Host host() {
        return host;
    }

    Runner runner() {
        return runner;
    }

    private synchronized void submit() {
        if (operation.blocking() && (stopped.isEmpty() || stopping)) {
            runner.scheduler().executeLong(this::turn);
        } else {
            runner.scheduler().execute(this::turn);
        }
    }

    private void turn() {
        Optional<Operation> due = takeTurn();
        if (due.isEmpty()) {
            store(this::submit);
            return;
        }
        Operation now = due.get();
        Progress progress;
        try {
            progress = runner.pace().within(places, () -> now.advance(new Context()));
        } catch (CallPostponed postponed) {
            pauseUntil(postponed.until());
            return;
        } catch (InterruptedException interrupt) {
            interrupted();
            return;
        } catch (Exception | Error error) {
            failed(error);
            return;
        } finally {
            release();
        }
        went(progress);
    }

    /** The operation to advance, or nothing if it must be saved first. */
    private synchronized Optional<Operation> takeTurn() {
        paused = () -> {};
        if (stopped.isPresent() && !stopping) {
            stopping = true;
            operation = operation.stopping();
            unsaved = true;
        }
        if (unsaved) {
            return Optional.empty();
        }
        woken = false;
        longWork = operation.blocking() ? Thread.currentThread() : null;
        return Optional.of(operation);
    }

    /** After this no stop interrupts the thread, which goes back to other work with its flag clear. */
    private synchronized void release() {
        if (longWork != null) {
            longWork = null;
            if (Thread.interrupted()) {
                woken = true;
            }
        }
    }

    private synchronized void interrupted() {
        if (stopped.isPresent()) {
            submit();
        }
        // else the process is shutting down: what was saved last is where it goes on
    }

    private void went(Progress progress) {
        if (progress instanceof Progress.Next next) {
            proceed(next.operation());
        } else if (progress instanceof Progress.Waiting waiting) {
            park(waiting);
        } else if (progress instanceof Progress.Done done) {
            finish(done);
        }
    }

    private void proceed(Operation next) {
        synchronized (this) {
            fine();
            operation = next;
            unsaved = true;
            wake = Wake.STARTED;
        }
        store(this::submit);
    }

    private void park(Progress.Waiting waiting) {
        boolean changed;
        synchronized (this) {
            fine();
            changed = !waiting.operation().equals(operation);
            operation = waiting.operation();
            unsaved = changed;
        }
        if (changed) {
            store(() -> settle(waiting));
        } else {
            settle(waiting);
        }
    }

    private synchronized void settle(Progress.Waiting waiting) {
        if (over) {
            return;
        }
        if (woken || stopped.isPresent() && !stopping) {
            wake = Wake.CHANGED;
            submit();
            return;
        }
        taken = false;
        waits.begin(waiting, session);
    }

    private void finish(Progress.Done done) {
        Optional<Throwable> why;
        synchronized (this) {
            why = stopped;
        }
        end(() -> why.ifPresentOrElse(host::failed, () -> host.succeeded(done.result())));
    }

    private synchronized void fine() {
        restored = false;
        outage = outage.ended(runner.scheduler().clock().instant(), host.console());
    }

    private void store(Runnable then) {
        Operation kept;
        Optional<Throwable> why;
        synchronized (this) {
            if (over) {
                return;
            }
            kept = operation;
            why = stopping ? stopped : Optional.empty();
        }
        CompletionStage<Void> saved;
        try {
            saved = host.save(kept, why);
        } catch (RuntimeException error) {
            failed(new IOException("The state of the step could not be saved", error));
            return;
        }
        saved.whenComplete((nothing, error) -> {
            if (error != null) {
                failed(new IOException("The state of the step could not be saved", error));
                return;
            }
            synchronized (this) {
                unsaved = false;
            }
            then.run();
        });
    }

    private void failed(Throwable error) {
        if (AwsErrors.isExpired(error)) {
            forgetSession();
        } else if (!AwsErrors.isPassing(error)) {
            giveUp(error);
            return;
        }
        Instant now = runner.scheduler().clock().instant();
        Optional<Duration> pause;
        synchronized (this) {
            outage = outage.failed(error, now, host.console());
            Duration patience = operation.running().isPresent()
                    ? runner.settings().runningPatience()
                    : runner.settings().idlePatience();
            pause = outage.pause(now, patience, runner.settings(), runner.jitter());
        }
        pause.ifPresentOrElse(time -> pauseUntil(now.plus(time)), () -> giveUp(error));
    }

    private void forgetSession() {
        AwsSession expired;
        synchronized (this) {
            expired = session;
            session = null;
        }
        if (expired != null) {
            host.expired(expired);
        }
    }

    private void giveUp(Throwable error) {
        Optional<Throwable> why;
        Operation last;
        synchronized (this) {
            why = stopped;
            last = operation;
        }
        Throwable failure = Failures.explained(error, last);
        if (why.isEmpty()) {
            end(() -> host.failed(failure));
            return;
        }
        LOGGER.log(Level.WARNING, "An operation could not be stopped", error);
        host.console().event("Could not stop it in AWS. " + failure.getMessage());
        end(() -> host.failed(why.get()));
    }

    private synchronized void pauseUntil(Instant time) {
        Instant now = runner.scheduler().clock().instant();
        AtomicBoolean once = new AtomicBoolean();
        Runnable resume = () -> {
            if (once.compareAndSet(false, true)) {
                submit();
            }
        };
        Cancellable timer = runner.scheduler().after(Duration.between(now, time), resume);
        paused = () -> {
            timer.cancel();
            resume.run();
        };
    }

    /** Ends a pause before a next try, if there is one. */
    private void hurry() {
        Cancellable pause = paused;
        paused = () -> {};
        pause.cancel();
    }

    private void end(Runnable tell) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waits.end();
            if (longWork != null) {
                longWork.interrupt();
            }
        }
        tell.run();
    }

    private final class Context implements OperationContext {
        @Override
        public AwsSession aws() throws IOException, InterruptedException {
            if (session == null) {
                session = host.connect();
            }
            return session;
        }

        @Override
        public Agent agent() throws IOException, InterruptedException {
            return host.agent();
        }

        @Override
        public Console console() {
            return host.console();
        }

        @Override
        public Wake wake() {
            return wake;
        }

        @Override
        public boolean restored() {
            return restored;
        }
    }
}
