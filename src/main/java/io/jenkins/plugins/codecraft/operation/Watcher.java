package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.CallPostponed;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Listed;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Page;
import io.jenkins.plugins.codecraft.operation.Scheduler.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
 * many wait. Now and then a {@link Sweep} goes through what is in a passing status, a page an interval, to notice what
 * was deleted.
 *
 * <p>A change between a waiter's own look and its registration is not lost: the next listing begins at the time that
 * the waiter last knew of.
 */
final class Watcher {
    /** Listings may be a little behind; what is listed twice is told apart by its time of modification. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private static final int ROUNDS_BETWEEN_SWEEPS = 30;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int SILENT_FAILURES = 2;

    private final ResourceKind kind;
    private final Scheduler scheduler;
    private final Pace pace;
    private final Duration interval;
    private final Pace.Places places = new Pace.Places();

    private final Map<String, Set<Entry>> entries = new HashMap<>();
    private final Set<AwsSession> denied = Collections.newSetFromMap(new WeakHashMap<>());
    private final Deque<Entry> singly = new ArrayDeque<>();
    /** Changes after this time have not been listed yet. */
    private Optional<Instant> unseen = Optional.empty();

    private Optional<Sweep> sweep = Optional.empty();
    private boolean going;
    private boolean empty;
    private int rounds;
    private int failures;

    Watcher(ResourceKind kind, Scheduler scheduler, Pace pace, Duration interval) {
        this.kind = kind;
        this.scheduler = scheduler;
        this.pace = pace;
        this.interval = interval;
    }

    /** Tells the waiter once when the resource changes. Cancel it when nobody waits any more. */
    synchronized Cancellable register(Watch watch, AwsSession session, Waiter waiter) {
        Entry entry = new Entry(watch, session, waiter);
        entries.computeIfAbsent(watch.name(), any -> new LinkedHashSet<>()).add(entry);
        unseen(watch.lastModified());
        if (!going) {
            going = true;
            scheduler.after(interval, this::begin);
        }
        return () -> forget(entry);
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
        Optional<AwsSession> session;
        synchronized (this) {
            if (entries.isEmpty()) {
                rest();
                return;
            }
            empty = false;
            session = allowedSession();
        }
        session.ifPresentOrElse(allowed -> goOn(round(allowed)), this::lookSingly);
    }

    /** Those that are just being looked at come back; only after an interval without any is there nothing to do. */
    private void rest() {
        if (!empty) {
            empty = true;
            scheduler.after(interval, this::begin);
            return;
        }
        going = false;
        empty = false;
        unseen = Optional.empty();
        sweep = Optional.empty();
        denied.clear();
    }

    private synchronized Round round(AwsSession session) {
        Instant from = unseen.orElse(Instant.EPOCH);
        unseen = Optional.empty();
        boolean sweeps = !kind.listsByTime() || ++rounds % ROUNDS_BETWEEN_SWEEPS == 0;
        if (sweeps && sweep.isEmpty()) {
            sweep = Optional.of(new Sweep(kind.passingStatuses(), all()));
        }
        return new Round(session, scheduler.clock().instant(), from, kind.listsByTime());
    }

    /** Lists page after page; a page that must wait for its turn is listed later, on whatever thread. */
    private void goOn(Round round) {
        try {
            while (round.query.isPresent()) {
                changes(round, page(round, round.query.get()));
            }
            Optional<Sweep> going = sweep();
            while (going.isPresent() && !round.swept) {
                sweepOn(round, going.get());
                going = sweep();
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

    private synchronized Optional<Sweep> sweep() {
        return sweep;
    }

    private synchronized void swept() {
        sweep = Optional.empty();
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
        round.swept = kind.listsByTime() || going.isOver();
        tellChanged(page);
        if (going.isOver()) {
            swept();
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
        scheduler.after(interval.minus(spent), this::begin);
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
            } else if (round.query.isPresent() || !kind.listsByTime()) {
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

    /** Without a listing each one is looked at by itself: as many an interval as one call a second allows. */
    private void lookSingly() {
        int budget = (int) Math.max(1, interval.toSeconds());
        List<Entry> waiting;
        List<Entry> due = new ArrayList<>();
        synchronized (this) {
            waiting = all();
            singly.retainAll(Set.copyOf(waiting));
            Set<Entry> queued = Set.copyOf(singly);
            waiting.stream().filter(entry -> !queued.contains(entry)).forEach(singly::add);
            while (due.size() < budget && !singly.isEmpty()) {
                due.add(singly.remove());
            }
        }
        Duration about = interval.multipliedBy(Math.max(1, (waiting.size() + budget - 1) / budget));
        String reason = "The credentials may not list " + kind.plural();
        waiting.forEach(entry -> entry.waiter.lookedAtSingly(reason, about));
        tell(due);
        scheduler.after(interval, this::begin);
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

        String name() {
            return watch.name();
        }
    }

    /** One listing of what has changed. */
    private static final class Round {
        private final AwsSession session;
        private final Instant began;
        private final Instant from;
        private Optional<ResourceKind.Query> query;
        /** What has changed before this time, by AWS' clock, has been listed by this round. */
        private Instant asOf;

        private boolean first = true;
        private boolean swept;

        Round(AwsSession session, Instant began, Instant from, boolean lists) {
            this.session = session;
            this.began = began;
            this.from = from;
            this.asOf = from;
            this.query = lists
                    ? Optional.of(new ResourceKind.Query.ModifiedSince(from.minus(OVERLAP), Optional.empty()))
                    : Optional.empty();
        }

        void took(Page page) {
            if (first) {
                first = false;
                asOf = page.asOf().orElseGet(() -> latest(page));
            }
            query = page.nextToken().map(token -> query.orElseThrow().following(token));
        }

        private Instant latest(Page page) {
            return page.resources().stream()
                    .map(Listed::lastModified)
                    .filter(time -> time.isAfter(from))
                    .max(Comparator.naturalOrder())
                    .orElse(from);
        }
    }
}
