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
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sees the changes of one kind of resource in one scope, for all that wait for them, by one listing an interval: that
 * of the resources modified since the latest change it has seen, by AWS' clock. So the calls depend on how much
 * changes, not on how many wait. Now and then it also lists what is in a passing status, to notice what was deleted.
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
    private final Set<AwsSession> denied = new LinkedHashSet<>();
    private final Deque<Entry> singly = new ArrayDeque<>();
    private Optional<Instant> latest = Optional.empty();
    private Optional<Instant> earliestNew = Optional.empty();
    private boolean going;
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
        earliestNew = Optional.of(earlier(earliestNew, watch.lastModified()));
        if (!going) {
            going = true;
            scheduler.after(interval, this::begin);
        }
        return () -> forget(entry);
    }

    private synchronized void forget(Entry entry) {
        entries.computeIfPresent(entry.watch.name(), (name, same) -> {
            same.remove(entry);
            return same.isEmpty() ? null : same;
        });
    }

    private void begin() {
        Round round;
        synchronized (this) {
            if (entries.isEmpty()) {
                going = false;
                latest = Optional.empty();
                earliestNew = Optional.empty();
                denied.clear();
                return;
            }
            Optional<AwsSession> session = allowedSession();
            if (session.isEmpty()) {
                lookSingly();
                scheduler.after(interval, this::begin);
                return;
            }
            round = new Round(session.get(), scheduler.clock().instant(), queries());
            earliestNew = Optional.empty();
            round.waiting.addAll(all());
        }
        goOn(round);
    }

    private Deque<ResourceKind.Query> queries() {
        Deque<ResourceKind.Query> queries = new ArrayDeque<>();
        if (kind.listsByTime()) {
            Instant from = latest.map(time -> earlier(earliestNew, time))
                    .or(() -> earliestNew)
                    .orElse(Instant.EPOCH);
            queries.add(new ResourceKind.Query.ModifiedSince(from.minus(OVERLAP), Optional.empty()));
        }
        if (!kind.listsByTime() || ++rounds % ROUNDS_BETWEEN_SWEEPS == 0) {
            kind.passingStatuses()
                    .forEach(status -> queries.add(new ResourceKind.Query.WithStatus(status, Optional.empty())));
        }
        return queries;
    }

    /** Lists page after page; a page that must wait for its turn is listed later, on whatever thread. */
    private void goOn(Round round) {
        try {
            while (!round.queries.isEmpty()) {
                ResourceKind.Query query = round.queries.peek();
                Page page = pace.within(places, () -> kind.list(round.session, query));
                round.queries.remove();
                page.nextToken().ifPresent(token -> round.queries.addFirst(following(query, token)));
                took(round, query, page);
            }
            ended(round);
        } catch (CallPostponed postponed) {
            Duration pause = Duration.between(scheduler.clock().instant(), postponed.until());
            scheduler.after(pause, () -> goOn(round));
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt(); // shutting down: whoever waits is restored later
        } catch (RuntimeException error) {
            failed(round, error);
        }
    }

    private static ResourceKind.Query following(ResourceKind.Query query, String token) {
        if (query instanceof ResourceKind.Query.ModifiedSince since) {
            return new ResourceKind.Query.ModifiedSince(since.time(), Optional.of(token));
        }
        return new ResourceKind.Query.WithStatus(((ResourceKind.Query.WithStatus) query).status(), Optional.of(token));
    }

    private void took(Round round, ResourceKind.Query query, Page page) {
        List<Entry> changed = new ArrayList<>();
        synchronized (this) {
            for (Listed listed : page.resources()) {
                if (query instanceof ResourceKind.Query.ModifiedSince) {
                    latest = Optional.of(later(latest, listed.lastModified()));
                } else {
                    round.inPassingStatus.add(listed.name());
                }
                for (Entry entry : entries.getOrDefault(listed.name(), Set.of())) {
                    if (entry.watch.differsFrom(listed)) {
                        changed.add(entry);
                    }
                }
            }
            changed.forEach(this::forget);
        }
        changed.forEach(entry -> entry.waiter.changed());
    }

    private void ended(Round round) {
        List<Entry> gone = new ArrayList<>();
        List<Entry> relieved;
        synchronized (this) {
            if (round.sweeps) {
                for (Entry entry : round.waiting) {
                    boolean waits =
                            entries.getOrDefault(entry.watch.name(), Set.of()).contains(entry);
                    if (waits && !round.inPassingStatus.contains(entry.watch.name())) {
                        gone.add(entry);
                    }
                }
                gone.forEach(this::forget);
            }
            relieved = failures > SILENT_FAILURES ? all() : List.of();
            failures = 0;
        }
        relieved.forEach(entry -> entry.waiter.seen());
        gone.forEach(entry -> entry.waiter.changed());
        Duration spent = Duration.between(round.began, scheduler.clock().instant());
        scheduler.after(interval.minus(spent), this::begin);
    }

    private void failed(Round round, RuntimeException error) {
        List<Entry> told = List.of();
        Duration pause;
        List<Entry> woken = List.of();
        synchronized (this) {
            // what the round had not seen yet is seen by the next one
            earliestNew = round.from()
                    .map(time -> earlier(earliestNew, time.plus(OVERLAP)))
                    .or(() -> earliestNew);
            if (AwsErrors.isDenied(error)) {
                denied.add(round.session);
                pause = Duration.ZERO;
            } else if (!AwsErrors.isPassing(error)) {
                // bad or expired credentials: whoever brought them finds out by itself and comes back with others
                woken = all().stream()
                        .filter(entry -> entry.session == round.session)
                        .toList();
                woken.forEach(this::forget);
                pause = interval;
            } else {
                failures++;
                told = failures == SILENT_FAILURES + 1 ? all() : List.of();
                pause = shortest(interval.multipliedBy(1L << Math.min(failures - 1, 8)), LONGEST_PAUSE);
            }
        }
        told.forEach(entry -> entry.waiter.unseen(error));
        woken.forEach(entry -> entry.waiter.changed());
        scheduler.after(pause, this::begin);
    }

    /** Without a listing each one is looked at by itself: as many an interval as one call a second allows. */
    private void lookSingly() {
        int budget = (int) Math.max(1, interval.toSeconds());
        Collection<Entry> waiting = all();
        singly.retainAll(Set.copyOf(waiting));
        Set<Entry> queued = Set.copyOf(singly);
        waiting.stream().filter(entry -> !queued.contains(entry)).forEach(singly::add);
        Duration about = interval.multipliedBy(Math.max(1, (waiting.size() + budget - 1) / budget));
        String reason = "The credentials may not list " + kind.plural();
        waiting.forEach(entry -> entry.waiter.lookedAtSingly(reason, about));
        for (int i = 0; i < budget && !singly.isEmpty(); i++) {
            Entry entry = singly.remove();
            forget(entry);
            scheduler.execute(entry.waiter::changed);
        }
    }

    private Optional<AwsSession> allowedSession() {
        return all().stream()
                .map(entry -> entry.session)
                .filter(session -> !denied.contains(session))
                .findFirst();
    }

    private List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        Consumer<Set<Entry>> add = all::addAll;
        entries.values().forEach(add);
        return all;
    }

    private static Instant earlier(Optional<Instant> known, Instant other) {
        return known.filter(time -> time.isBefore(other)).orElse(other);
    }

    private static Instant later(Optional<Instant> known, Instant other) {
        return known.filter(time -> time.isAfter(other)).orElse(other);
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** One who waits; each is its own, even where two wait for the same. */
    private static final class Entry {
        private final Watch watch;
        private final AwsSession session;
        private final Waiter waiter;

        Entry(Watch watch, AwsSession session, Waiter waiter) {
            this.watch = watch;
            this.session = session;
            this.waiter = waiter;
        }
    }

    /** One look at everything there is to see. */
    private static final class Round {
        private final AwsSession session;
        private final Instant began;
        private final Deque<ResourceKind.Query> queries;
        private final boolean sweeps;
        private final Set<String> inPassingStatus = new LinkedHashSet<>();
        private final List<Entry> waiting = new ArrayList<>();
        private final Optional<Instant> from;

        Round(AwsSession session, Instant began, Deque<ResourceKind.Query> queries) {
            this.session = session;
            this.began = began;
            this.queries = queries;
            this.sweeps = queries.stream().anyMatch(ResourceKind.Query.WithStatus.class::isInstance);
            this.from = queries.stream()
                    .filter(ResourceKind.Query.ModifiedSince.class::isInstance)
                    .map(query -> ((ResourceKind.Query.ModifiedSince) query).time())
                    .findFirst();
        }

        Optional<Instant> from() {
            return from;
        }
    }
}
