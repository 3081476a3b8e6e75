package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.OperationContext.Wake;
import io.jenkins.plugins.codecraft.operation.Scheduler.Cancellable;
import java.time.Duration;
import java.util.Optional;

/**
 * What one operation waits for. Whichever comes first ends the wait. A watch stays registered when only the time has
 * come and the operation then waits for the same again; so it costs the watcher nothing. Guarded by the operation's
 * run.
 */
final class Waits implements Waiter {
    private static final Cancellable NOTHING = () -> {};

    private final OperationRun run;
    private Cancellable timer = NOTHING;
    private Cancellable registration = NOTHING;
    private Optional<Watch> watched = Optional.empty();
    private boolean toldUnseen;
    private boolean toldSingly;

    Waits(OperationRun run) {
        this.run = run;
    }

    void begin(Progress.Waiting waiting, AwsSession session) {
        waiting.atMost().ifPresent(time -> timer = run.runner().scheduler().after(time, () -> run.wake(Wake.TIME)));
        if (watched.equals(waiting.watch())) {
            return;
        }
        registration.cancel();
        watched = waiting.watch();
        registration = watched.map(watch -> run.runner()
                        .watchers()
                        .of(session.scope(), watch.kind())
                        .register(watch, session, this))
                .orElse(NOTHING);
    }

    void pause() {
        timer.cancel();
        timer = NOTHING;
    }

    void end() {
        pause();
        registration.cancel();
        watched = Optional.empty();
    }

    @Override
    public void changed() {
        synchronized (run) {
            watched = Optional.empty();
            registration = NOTHING;
        }
        run.wake(Wake.CHANGED);
    }

    @Override
    public void unseen(Throwable reason) {
        if (!toldUnseen) {
            toldUnseen = true;
            run.host().console().event("AWS does not answer as it should, waiting on: " + AwsErrors.describe(reason));
        }
    }

    @Override
    public void seen() {
        if (toldUnseen) {
            toldUnseen = false;
            run.host().console().event("AWS answers again");
        }
    }

    @Override
    public void lookedAtSingly(String reason, Duration about) {
        if (!toldSingly) {
            toldSingly = true;
            run.host().console().event(reason + "; looking about every " + Durations.words(about));
        }
    }
}
