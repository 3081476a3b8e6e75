package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.OperationContext.Wake;
import io.jenkins.plugins.codecraft.operation.Scheduler.Cancellable;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.Optional;

/**
 * What one operation waits for. Whichever comes first ends the wait. A watch stays registered when only the time has
 * come and the operation then waits for the same again; so it costs the watcher nothing. Guarded by the operation's
 * run.
 */
final class Waits {
    private static final Cancellable NOTHING = () -> {};

    private final OperationRun run;
    private final Trouble trouble;
    private final Console console;
    private Cancellable timer = NOTHING;
    private Optional<Watching> watching = Optional.empty();
    private Duration toldAbout = Duration.ZERO;

    Waits(OperationRun run, Trouble trouble, Console console) {
        this.run = run;
        this.trouble = trouble;
        this.console = console;
    }

    void begin(Progress.Waiting waiting, AwsSession session) {
        waiting.atMost().ifPresent(time -> timer = run.runner().scheduler().after(time, () -> run.wake(Wake.TIME)));
        if (waiting.watch().filter(this::isWatched).isPresent()) {
            return;
        }
        cancelWatch();
        waiting.watch().ifPresent(watch -> {
            Watching next = new Watching(watch);
            watching = Optional.of(next);
            next.registration = run.runner().watchers().register(watch, session, next);
        });
    }

    private boolean isWatched(Watch watch) {
        return watching.filter(now -> now.watch.sameAs(watch)).isPresent();
    }

    void pause() {
        timer.cancel();
        timer = NOTHING;
    }

    void end() {
        pause();
        cancelWatch();
    }

    private void cancelWatch() {
        watching.ifPresent(now -> now.registration.cancel());
        watching = Optional.empty();
    }

    private final class Watching implements Waiter {
        private final Watch watch;
        private Cancellable registration = NOTHING;

        Watching(Watch watch) {
            this.watch = watch;
        }

        @Override
        public void changed() {
            over();
            run.wake(); // at once: it may just wait for the turn of a call that matters less
        }

        @Override
        public void due() {
            over();
            run.look();
        }

        private void over() {
            synchronized (run) {
                // a change may be told just when the operation has begun to wait for something else
                if (watching.filter(now -> now == this).isPresent()) {
                    watching = Optional.empty();
                }
            }
            trouble.ends(Trouble.Seen.BY_WATCH, run.now());
        }

        @Override
        public void unseen(Throwable reason) {
            trouble.begins(Trouble.Seen.BY_WATCH, reason, run.now());
        }

        @Override
        public void seen() {
            trouble.ends(Trouble.Seen.BY_WATCH, run.now());
        }

        @Override
        public void lookedAtSingly(String reason, Duration about) {
            if (about.compareTo(toldAbout.multipliedBy(2)) >= 0) {
                toldAbout = about;
                console.event(Words.of(Waits.class, "lookingAboutEvery", reason, Durations.words(about)));
            }
        }
    }
}
