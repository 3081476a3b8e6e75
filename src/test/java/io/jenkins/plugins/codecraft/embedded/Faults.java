package io.jenkins.plugins.codecraft.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * What goes wrong, by script: {@code faults.on("sagemaker", "CreateTrainingJob").nth(2).throttle()}. A rule without
 * {@code nth}, {@code times} or {@code probability} applies to every matching call. The first rule that applies wins.
 * Chance comes from a seed, so a run repeats as long as the calls do. Safe for threads.
 */
public final class Faults {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
    private final Random random;

    Faults(long seed) {
        random = new Random(seed);
    }

    /** Names the calls of a rule; {@code "*"} stands for every service or operation. */
    public When on(String service, String operation) {
        return on(call -> matches(service, call.service()) && matches(operation, call.operation()));
    }

    public When on(Predicate<Journal.Call> calls) {
        return new When(calls);
    }

    private static boolean matches(String pattern, String value) {
        return "*".equals(pattern) || pattern.equals(value);
    }

    /** A rule in the making; nothing happens before a fault is named. */
    public final class When {
        private final Predicate<Journal.Call> calls;
        private int from = 1;
        private int to = Integer.MAX_VALUE;
        private double probability = 1;

        private When(Predicate<Journal.Call> calls) {
            this.calls = calls;
        }

        /** Only the nth matching call from now on, the first being 1. */
        public When nth(int n) {
            from = n;
            to = n;
            return this;
        }

        /** Only the first n matching calls from now on. */
        public When times(int n) {
            to = n;
            return this;
        }

        /** Each matching call with this probability, 0 to 1. */
        public When probability(double chance) {
            probability = chance;
            return this;
        }

        public Rule throttle() {
            return add(new Fault.Throttle());
        }

        /** An error of the service side, e.g. 500 ({@code InternalFailure}) or 503 ({@code ServiceUnavailable}). */
        public Rule serverError(int status) {
            String code = status == 503 ? "ServiceUnavailable" : "InternalFailure";
            return refuse(code, status, "The request processing has failed because of an unknown error.");
        }

        public Rule refuse(String code, int status, String message) {
            return add(new Fault.Refuse(new AwsError(code, status, message)));
        }

        public Rule resetBefore() {
            return add(new Fault.ResetBefore());
        }

        public Rule resetAfter() {
            return add(new Fault.ResetAfter());
        }

        /** Answers only after this time, a real one. */
        public Rule stall(Duration real) {
            return add(new Fault.Stall(real));
        }

        public Rule malformed() {
            return add(new Fault.Malformed());
        }

        public Rule expiredCredentials() {
            return add(new Fault.ExpiredCredentials());
        }

        private Rule add(Fault fault) {
            Rule rule = new Rule(calls, from, to, probability, fault);
            rules.add(rule);
            return rule;
        }
    }

    /** A rule in force. */
    public final class Rule {
        private final Predicate<Journal.Call> calls;
        private final int from;
        private final int to;
        private final double probability;
        private final Fault fault;
        private final AtomicInteger seen = new AtomicInteger();
        private final AtomicInteger struck = new AtomicInteger();

        private Rule(Predicate<Journal.Call> calls, int from, int to, double probability, Fault fault) {
            this.calls = calls;
            this.from = from;
            this.to = to;
            this.probability = probability;
            this.fault = fault;
        }

        /** How often the fault happened. */
        public int struck() {
            return struck.get();
        }

        public void remove() {
            rules.remove(this);
        }

        private boolean applies(Journal.Call call) {
            if (!calls.test(call)) {
                return false;
            }
            int n = seen.incrementAndGet();
            boolean applies = n >= from && n <= to && (probability >= 1 || chance() < probability);
            if (applies) {
                struck.incrementAndGet();
            }
            return applies;
        }
    }

    private double chance() {
        synchronized (random) {
            return random.nextDouble();
        }
    }

    /** Removes all rules; listeners stay. */
    public void clear() {
        rules.clear();
    }

    public void listen(CallListener listener) {
        listeners.add(listener);
    }

    public void unlisten(CallListener listener) {
        listeners.remove(listener);
    }

    Optional<Fault> strike(Journal.Call call) {
        Fault first = null;
        for (Rule rule : rules) {
            if (first == null && rule.applies(call)) {
                first = rule.fault;
            }
        }
        return Optional.ofNullable(first);
    }

    void beforeCall(Journal.Call call) {
        listeners.forEach(listener -> listener.beforeCall(call));
    }

    void afterEffect(Journal.Call call) {
        listeners.forEach(listener -> listener.afterEffect(call));
    }
}
