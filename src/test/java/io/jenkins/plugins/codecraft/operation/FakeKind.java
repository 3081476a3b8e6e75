package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resources that a test changes, and what was asked about them. */
final class FakeKind implements ResourceKind {
    static final String RUNNING = "Running";
    static final String DONE = "Done";
    /** In {@link #failures}, a call that goes well. */
    static final RuntimeException NO_FAILURE = new RuntimeException("none");

    final Map<String, Listed> resources = new TreeMap<>();
    final List<Query> queries = new ArrayList<>();
    final List<AwsSession> sessions = new ArrayList<>();
    final Deque<RuntimeException> failures = new ArrayDeque<>();
    final List<AwsSession> deniedTo = new ArrayList<>();
    RuntimeException refusal;
    Runnable beforeAnswer = () -> {};
    int pageSize = 100;
    Listing listing = Listing.BY_MODIFICATION;
    String parent = "";
    /** AWS' clock; without one, answers have no date. */
    Optional<InstantSource> clock = Optional.empty();

    boolean down;

    Listed put(String name, String status, Instant modified) {
        Listed listed = new Listed(name, status, modified);
        resources.put(name, listed);
        return listed;
    }

    Watch watch(String name) {
        Listed now = resources.get(name);
        return new Watch(this, name, now.status(), now.lastModified());
    }

    long changesAsked() {
        return queries.stream().filter(Query.ModifiedSince.class::isInstance).count();
    }

    long sweepsAsked() {
        return queries.stream().filter(Query.WithStatus.class::isInstance).count();
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public String plural() {
        return "fakes";
    }

    @Override
    public String parent() {
        return parent;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public Page list(AwsSession session, Query query) {
        queries.add(query);
        sessions.add(session);
        if (down) {
            throw Errors.internal();
        }
        if (deniedTo.contains(session)) {
            throw refusal;
        }
        if (!failures.isEmpty() && failures.peek() != NO_FAILURE) {
            throw failures.remove();
        }
        failures.poll();
        List<Listed> found =
                resources.values().stream().filter(each -> answers(each, query)).toList();
        int from = query.nextToken().map(Integer::parseInt).orElse(0);
        int to = Math.min(found.size(), from + pageSize);
        List<Listed> page = found.subList(Math.min(from, to), to);
        beforeAnswer.run();
        Optional<String> token = to < found.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return new Page(page, token, clock.map(InstantSource::instant));
    }

    private static boolean answers(Listed each, Query query) {
        if (query instanceof Query.ModifiedSince since) {
            return !each.lastModified().isBefore(since.time());
        }
        // here a resource is created when it is put, and its times of creation and of modification are one
        return query instanceof Query.CreatedSince since
                ? each.lastModified().isAfter(since.time())
                : each.status().equals(((Query.WithStatus) query).status());
    }
}
