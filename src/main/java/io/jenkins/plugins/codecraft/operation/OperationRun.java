package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.CallPostponed;
import io.jenkins.plugins.codecraft.operation.OperationContext.Wake;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One operation under way. It takes turns: in each turn the operation advances once, on whatever thread; between turns
 * it is saved, or waits for a change, a point in time, or both. Turns of one operation never overlap.
 */
final class OperationRun implements Runner.Run {
    private static final Logger LOGGER = Logger.getLogger(OperationRun.class.getName());

    /** Who deletes a running job interrupts its step twice at once: by the build and by the node that it is on. */
    private static final Duration ONE_ABORT = Duration.ofSeconds(5);

    private final Runner runner;
    private final Host host;
    private final Console console;
    private final Trouble trouble;
    private final Pace.Places places = new Pace.Places();
    private final Waits waits;
    private final Pause pause;
    private final OpenSession session;

    private Operation operation;
    private Optional<Throwable> stopped;
    private Instant stoppedAt = Instant.EPOCH;
    private boolean stopping;
    private boolean unsaved;
    private boolean restored;
    private boolean taken;
    private boolean woken;
    private boolean looking;
    private boolean over;
    private Wake wake = Wake.STARTED;
    private Thread longWork;
    private Outage outage = Outage.none();

    OperationRun(Runner runner, Host host, Operation operation, Optional<Throwable> stopped, boolean restored) {
        this.runner = runner;
        this.host = host;
        this.operation = operation;
        this.stopped = stopped;
        this.stopping = stopped.isPresent();
        this.unsaved = !restored;
        this.restored = restored;
        this.console = new SafeConsole(host);
        this.trouble = new Trouble(console);
        this.waits = new Waits(this, trouble, console);
        this.pause = new Pause(runner.scheduler());
        this.session = new OpenSession(host);
    }

    @Override
    public synchronized void wake() {
        wake(Wake.CHANGED);
        looking = false;
        pause.hurry();
    }

    /** Gives the operation a turn to look for changes, in which its calls let those of others go first. */
    synchronized void look() {
        if (!taken) {
            looking = true;
        }
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
            if (over || now().isBefore(stoppedAt.plus(ONE_ABORT))) {
                return;
            }
            if (stopped.isEmpty()) {
                stopped = Optional.of(cause);
                stoppedAt = now();
                if (longWork != null) {
                    longWork.interrupt();
                }
                wake();
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
        left.ifPresent(what -> console.event(Words.of(OperationRun.class, "endedBeforeAws", what)));
        end(() -> host.failed(cause));
    }

    @Override
    public synchronized String status() {
        String what = operation.running().orElse("preparing");
        return stopped.isPresent() ? Words.of(OperationRun.class, "stopping", what) : what;
    }

    Runner runner() {
        return runner;
    }

    Instant now() {
        return runner.scheduler().clock().instant();
    }

    private synchronized void submit() {
        if (operation.blocking() && (stopped.isEmpty() || stopping)) {
            runner.scheduler().executeLong(() -> guarded(this::turn));
        } else {
            runner.scheduler().execute(() -> guarded(this::turn));
        }
    }

    /** A defect ends the step; it must not leave it waiting for ever. */
    private void guarded(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error defect) {
            giveUp(defect);
        }
    }

    private void turn() {
        if (isOver()) {
            return;
        }
        Optional<Operation> due = takeTurn();
        if (due.isEmpty()) {
            store(this::submit);
            return;
        }
        Runnable outcome = work(due.get());
        release();
        outcome.run();
    }

    private synchronized boolean isOver() {
        return over || runner.closed();
    }

    /** The operation to advance, or nothing if it must be saved first. */
    private synchronized Optional<Operation> takeTurn() {
        pause.over();
        if (mustBeginToStop()) {
            stopping = true;
            operation = operation.stopping();
            unsaved = true;
        }
        if (unsaved) {
            return Optional.empty();
        }
        if (woken && wake == Wake.TIME) {
            wake = Wake.CHANGED;
        }
        woken = false;
        longWork = operation.blocking() ? Thread.currentThread() : null;
        return Optional.of(operation);
    }

    private synchronized boolean mustBeginToStop() {
        return stopped.isPresent() && !stopping;
    }

    /** Lets the operation advance. What comes of it is to be done after {@link #release}. */
    private Runnable work(Operation now) {
        OperationContext context = context();
        try {
            Progress progress = runner.pace().within(places, () -> now.advance(context));
            return () -> went(progress);
        } catch (CallPostponed postponed) {
            return () -> pauseUntil(postponed.until());
        } catch (InterruptedException interrupt) {
            return () -> failed(new InterruptedIOException("interrupted"));
        } catch (Exception | Error error) {
            return () -> failed(error);
        }
    }

    private synchronized OperationContext context() {
        places.giveWay(looking);
        return new TurnContext(host, session, places, wake, restored);
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
        if (woken || mustBeginToStop()) {
            wake = Wake.CHANGED;
            submit();
            return;
        }
        taken = false;
        waits.begin(waiting, session.known());
    }

    private void finish(Progress.Done done) {
        Optional<Throwable> why;
        synchronized (this) {
            fine();
            if (mustBeginToStop()) {
                submit(); // the abort came while the last work was done, which is undone now
                return;
            }
            why = stopped;
        }
        end(() -> why.ifPresentOrElse(host::failed, () -> host.succeeded(done.result())));
    }

    private synchronized void fine() {
        restored = false;
        looking = false;
        outage = Outage.none();
        trouble.ends(Trouble.Seen.BY_WORK, now());
    }

    private void store(Runnable then) {
        Operation kept;
        Optional<Throwable> why;
        synchronized (this) {
            if (isOver()) {
                return;
            }
            kept = operation;
            why = stopping ? stopped : Optional.empty();
        }
        CompletionStage<Void> saved;
        try {
            saved = host.save(kept, why);
        } catch (RuntimeException error) {
            notSaved(error);
            return;
        }
        saved.whenComplete((nothing, error) -> guarded(() -> {
            if (error != null) {
                notSaved(error);
                return;
            }
            synchronized (this) {
                unsaved = false;
            }
            then.run();
        }));
    }

    private void notSaved(Throwable error) {
        failed(new IOException(Words.of(OperationRun.class, "stateStepCould"), error));
    }

    private void failed(Throwable error) {
        Optional<Duration> patience;
        synchronized (this) {
            if (isOver()) {
                return;
            }
            if (mustBeginToStop()) {
                submit(); // whatever failed, it is to be stopped
                return;
            }
            patience = Failures.patience(error, operation.running().isPresent(), stopping, runner.settings());
        }
        if (Failures.wantsOtherCredentials(error)) {
            session.forget();
        }
        patience.ifPresentOrElse(time -> tryAgain(error, time), () -> giveUp(error));
    }

    private void tryAgain(Throwable error, Duration patience) {
        Instant now = now();
        Outage longer;
        synchronized (this) {
            longer = outage.failed(now);
            outage = longer;
        }
        if (longer.worthTelling()) {
            trouble.begins(Trouble.Seen.BY_WORK, error, longer.since());
        }
        longer.pause(now, patience, runner.settings(), runner.jitter())
                .ifPresentOrElse(time -> pauseUntil(now.plus(time)), () -> giveUp(error));
    }

    private synchronized void pauseUntil(Instant time) {
        if (mustBeginToStop()) {
            submit();
            return;
        }
        pause.begin(Duration.between(now(), time), this::submit);
    }

    private void giveUp(Throwable error) {
        Optional<Throwable> why;
        Operation last;
        synchronized (this) {
            if (isOver()) {
                return;
            }
            why = stopped;
            last = operation;
        }
        Throwable failure = Failures.explained(error, last);
        if (why.isEmpty()) {
            end(() -> host.failed(failure));
            return;
        }
        LOGGER.log(Level.WARNING, "An operation could not be stopped", error);
        console.event(Words.of(OperationRun.class, "couldNotStop", failure.getMessage()));
        end(() -> host.failed(why.get()));
    }

    private void end(Runnable tell) {
        synchronized (this) {
            if (isOver()) {
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
}
