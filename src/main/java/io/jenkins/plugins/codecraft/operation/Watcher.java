package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.CallPostponed;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Listed;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Page;
import io.jenkins.plugins.codecraft.operation.Scheduler.Cancellable;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Sees the changes of one kind of resource in one scope, for all that wait for them, by one listing an interval: that
 * of the resources modified since the last listing, by AWS' clock. So the calls depend on how much changes, not on how
 * many wait. Now and then a {@link Sweep} goes through what those that wait wait in, a page at a time, to notice what
 * was deleted. A kind that can't be listed by time is swept as a whole each interval; one that can't be listed, or
 * whose listing would cost more than that, is looked at one by one.
 *
 * <p>A change between a waiter's own look and its registration is not lost: the next listing begins at the time of that
 * look.
 */
final class Watcher {
    /**
     * One call in so many is a page of a sweep. The listings of changes are that much further apart, so that it is one
     * call an interval all in all.
     */
    static final int CALLS_A_SWEEPS_PAGE = 25;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int SILENT_FAILURES = 2;

    private final ResourceKind kind;
    private final Scheduler scheduler;
    private final Pace pace;
    private final Duration interval;
    private final Looks looks;
    private final Runnable resting;
    private final Pace.Places places = new Pace.Places();

    private final Map<String, Set<Entry>> entries = new HashMap<>();
    private final Set<AwsSession> denied = Collections.newSetFromMap(new WeakHashMap<>());
    private final Deque<Entry> singly = new ArrayDeque<>();
    /** Changes after this time have not been listed yet. */
    private Optional<Instant> unseen = Optional.empty();

    private Optional<Sweep> sweep = Optional.empty();
    private int pagesOfSweep = 1;
    private double looksDue;
    private boolean going;
    private boolean empty;
    private int rounds;
    private int failures;

    /**
     * @param looks shared by the watchers of this kind in this scope
     * @param resting called when there has been nothing to watch for a while
     */
    Watcher(ResourceKind kind, Scheduler scheduler, Pace pace, Duration interval, Looks looks, Runnable resting) {
        this.kind = kind;
        this.scheduler = scheduler;
        this.pace = pace;
        this.interval = interval;
        this.looks = looks;
        this.resting = resting;
    }

    /** Tells the waiter once when the resource changes. Cancel it when nobody waits any more. */
    synchronized Cancellable register(Watch watch, AwsSession session, Waiter waiter) {
        Entry entry = new Entry(watch, session, waiter);
        entries.computeIfAbsent(watch.name(), any -> new LinkedHashSet<>()).add(entry);
        unseen(watch.since());
        if (!going) {
            going = true;
            scheduler.after(interval, this::begin);
        }
        return () -> forget(entry);
    }

    /** Whether it does nothing, as nobody has waited for a while. */
    synchronized boolean rests() {
        return !going;
    }

    private void unseen(Instant since) {
        unseen = Optional.of(unseen.filter(time -> time.isBefore(since)).orElse(since));
    }

    private synchronized void forget(Entry entry) {
        entries.computeIfPresent(entry.watch.name(), (name, same) -> {
            same.remove(entry);
            return same.isEmpty() ? null : same;
        });
    }

    private void begin() {
        if (!nobodyWaits()) {
            lister().ifPresentOrElse(allowed -> goOn(round(allowed)), this::lookSingly);
        }
    }

    /** Those that are just being looked at come back; only after an interval without any is there nothing to do. */
    private boolean nobodyWaits() {
        synchronized (this) {
            if (!entries.isEmpty()) {
                empty = false;
                return false;
            }
            if (!empty) {
                empty = true;
                scheduler.after(interval, this::begin);
                return true;
            }
            going = false;
            empty = false;
            unseen = Optional.empty();
            sweep = Optional.empty();
            pagesOfSweep = 1;
            denied.clear();
        }
        looks.share(this, 0);
        resting.run();
        return true;
    }

    /** Whose credentials may list; nothing if each is to be looked at by itself. */
    private synchronized Optional<AwsSession> lister() {
        boolean eachByItself =
                switch (kind.listing()) {
                    case NONE -> true;
                    case BY_MODIFICATION -> false;
                    case BY_CREATION, BY_STATUS -> takesMoreCallsThanLooks(all().size());
                };
        return eachByItself ? Optional.empty() : allowedSession();
    }

    private boolean takesMoreCallsThanLooks(int count) {
        return count <= pagesOfSweep && looks.allow(count);
    }

    private synchronized Round round(AwsSession session) {
        looks.share(this, 0);
        Round round = new Round(session, scheduler.clock().instant(), unseen.orElse(Instant.EPOCH));
        unseen = Optional.empty();
        if (listsByTime()) {
            round.looks();
        }
        boolean due = !listsByTime() || ++rounds % (CALLS_A_SWEEPS_PAGE - 1) == 0;
        if (due && sweep.isEmpty() && !entries.isEmpty()) {
            sweep = Optional.of(new Sweep(kind.listing(), all()));
        }
        round.sweeps = due && sweep.isPresent();
        return round;
    }

    private boolean listsByTime() {
        return kind.listing() == ResourceKind.Listing.BY_MODIFICATION;
    }

    /** Lists page after page; a page that must wait for its turn is listed later, on whatever thread. */
    private void goOn(Round round) {
        try {
            while (round.query.isPresent()) {
                changes(round, page(round, round.query.get()));
            }
            while (round.sweeps) {
                sweepOn(round, sweep());
            }
            ended(round);
        } catch (CallPostponed postponed) {
            Duration pause = Duration.between(scheduler.clock().instant(), postponed.until());
            scheduler.after(pause, () -> goOn(round));
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt(); // shutting down: whoever waits is restored later
        } catch (RuntimeException | Error error) {
            failed(round, error);
        }
    }

    private synchronized Sweep sweep() {
        return sweep.orElseThrow();
    }

    private synchronized void swept(Sweep over) {
        sweep = Optional.empty();
        pagesOfSweep = over.pages();
    }

    private Page page(Round round, ResourceKind.Query query) throws InterruptedException {
        return pace.within(places, () -> kind.list(round.session, query));
    }

    private void changes(Round round, Page page) {
        synchronized (this) {
            round.took(page);
            if (round.query.isEmpty()) {
                unseen(round.asOf);
            }
        }
        tellChanged(page);
    }

    private void sweepOn(Round round, Sweep going) throws InterruptedException {
        Page page = page(round, going.next());
        going.took(page);
        round.sweeps = !listsByTime() && !going.isOver();
        tellChanged(page);
        if (going.isOver()) {
            swept(going);
            tell(going.missing().stream().filter(this::stillWaits).toList());
        }
    }

    private void tellChanged(Page page) {
        List<Entry> changed = new ArrayList<>();
        synchronized (this) {
            for (Listed listed : page.resources()) {
                entries.getOrDefault(listed.name(), Set.of()).stream()
                        .filter(entry -> entry.watch.differsFrom(listed))
                        .forEach(changed::add);
            }
        }
        tell(changed);
    }

    private void tell(List<Entry> changed) {
        changed.forEach(this::forget);
        changed.forEach(entry -> entry.waiter.changed());
    }

    private synchronized boolean stillWaits(Entry entry) {
        return entries.getOrDefault(entry.watch.name(), Set.of()).contains(entry);
    }

    private void ended(Round round) {
        List<Entry> relieved;
        synchronized (this) {
            relieved = failures > SILENT_FAILURES ? all() : List.of();
            failures = 0;
        }
        relieved.forEach(entry -> entry.waiter.seen());
        Duration spent = Duration.between(round.began, scheduler.clock().instant());
        Duration apart = listsByTime() ? interval.plus(interval.dividedBy(CALLS_A_SWEEPS_PAGE - 1)) : interval;
        scheduler.after(apart.minus(spent), this::begin);
    }

    private void failed(Round round, Throwable error) {
        List<Entry> told = List.of();
        List<Entry> woken = List.of();
        Duration pause = interval;
        synchronized (this) {
            if (round.query.isPresent()) {
                unseen(round.from); // what this round had not seen yet is seen by the next one
            }
            if (AwsErrors.isDenied(error)) {
                denied.add(round.session);
                pause = Duration.ZERO;
            } else if (AwsErrors.isPassing(error)) {
                failures++;
                told = failures == SILENT_FAILURES + 1 ? all() : List.of();
                pause = shortest(interval.multipliedBy(1L << Math.min(failures - 1, 8)), LONGEST_PAUSE);
            } else if (round.query.isPresent() || !listsByTime()) {
                // bad or expired credentials: whoever brought them finds out by itself and comes back with others
                woken = all().stream()
                        .filter(entry -> entry.session == round.session)
                        .toList();
            } else {
                sweep = Optional.empty(); // its token has become too old, for all we know
            }
        }
        told.forEach(entry -> entry.waiter.unseen(error));
        tell(woken);
        scheduler.after(pause, this::begin);
    }

    /** Without a listing each one is looked at by itself, in turn, within the budget that they all share. */
    private void lookSingly() {
        List<Entry> waiting;
        List<Entry> due = new ArrayList<>();
        int intervals;
        synchronized (this) {
            waiting = all();
            intervals = looks.share(this, waiting.size());
            singly.retainAll(Set.copyOf(waiting));
            Set<Entry> queued = Set.copyOf(singly);
            waiting.stream().filter(entry -> !queued.contains(entry)).forEach(singly::add);
            looksDue = Math.min(looksDue, 1) + (double) waiting.size() / intervals;
            while (looksDue >= 1 && !singly.isEmpty()) {
                looksDue--;
                due.add(singly.remove());
            }
        }
        reasonToLookSingly(intervals)
                .ifPresent(reason -> waiting.forEach(
                        entry -> entry.waiter.lookedAtSingly(reason, interval.multipliedBy(intervals))));
        due.forEach(this::forget);
        due.forEach(entry -> entry.waiter.due());
        scheduler.after(interval, this::begin);
    }

    /** Nothing is to be said where a look at each comes as often as the listing would. */
    private synchronized Optional<String> reasonToLookSingly(int intervals) {
        if (kind.listing() == ResourceKind.Listing.NONE) {
            return Optional.of(Words.of(Watcher.class, "awsNoListing", kind.plural()));
        }
        if (!entries.isEmpty() && allowedSession().isEmpty()) {
            return Optional.of(Words.of(Watcher.class, "credentialsMayNot", kind.plural()));
        }
        return intervals > 1 ? Optional.of(Words.of(Watcher.class, "manyWaited", kind.plural())) : Optional.empty();
    }

    private Optional<AwsSession> allowedSession() {
        return all().stream()
                .map(entry -> entry.session)
                .filter(session -> !denied.contains(session))
                .findFirst();
    }

    private List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        entries.values().forEach(all::addAll);
        return all;
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** One who waits; each is its own, even where two wait for the same. */
    static final class Entry {
        private final Watch watch;
        private final AwsSession session;
        private final Waiter waiter;

        Entry(Watch watch, AwsSession session, Waiter waiter) {
            this.watch = watch;
            this.session = session;
            this.waiter = waiter;
        }

        Watch watch() {
            return watch;
        }
    }
}
