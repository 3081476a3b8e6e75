package io.jenkins.plugins.codecraft.report;

import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import io.jenkins.plugins.codecraft.jenkins.StepReport;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * A step that this process carries on, and what it has told. Bounded in everything, because a build is read whole.
 * What happens seldom is kept before the operation's own state is, so that no crash loses it; points of metrics only
 * now and then.
 */
final class LiveStep implements StepReport {
    static final Duration BETWEEN_SAVES = Duration.ofSeconds(30);
    static final int MOST_FACTS = 200;
    static final int MOST_EVENTS = 200;
    static final int MOST_METRICS = 40;

    private static final String METRICS = "metrics";

    /** What is kept of an invocation's result. Its input and its answer are nobody's business but the build's. */
    private static final Set<String> OF_AN_INVOCATION = Set.of(
            "name",
            "arn",
            "status",
            "statusCode",
            "version",
            "executedVersion",
            "alias",
            "variant",
            "contentType",
            "millis",
            "seconds",
            "billedMillis",
            "executionArn",
            "requestId",
            "url",
            "method",
            "path",
            "consoleUrl",
            "logUrl",
            "outputFile",
            "outputUri",
            "outputLocation",
            "executionName",
            "inferenceId",
            "redriveCount",
            "startTime",
            "endTime");

    private final BuildReport build;
    private final ReportedStep step;
    private final UnaryOperator<String> masked;
    private final InstantSource clock;

    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private final List<Happening> events = new ArrayList<>();
    private final Map<String, LiveMetric> metrics = new LinkedHashMap<>();
    /** The metrics by their names as they are told. */
    private final Map<String, LiveMetric> told = new HashMap<>();

    private StepStatus status = StepStatus.RUNNING;
    private long began;
    private long ended;
    private String failure;

    private StepRecord record;
    private boolean changed = true;
    private boolean urgent = true;
    private Instant saved = Instant.EPOCH;

    LiveStep(BuildReport build, ReportedStep step, UnaryOperator<String> masked, InstantSource clock) {
        this.build = build;
        this.step = step;
        this.masked = masked;
        this.clock = clock;
        this.began = clock.millis();
        if (!step.name().isEmpty()) {
            fact("name", step.name());
        }
    }

    /** Goes on from what was kept before a restart. */
    synchronized void goOn(StepRecord kept) {
        began = kept.getBegan();
        kept.getFacts().forEach(fact -> facts.put(fact.getName(), fact));
        events.addAll(kept.getEvents());
        kept.getMetrics().forEach(metric -> metrics.put(metric.getName(), LiveMetric.of(metric)));
    }

    @Override
    public synchronized void fact(String name, Object value) {
        if (name.equals(METRICS) && value instanceof Map<?, ?> finals) {
            finals.forEach((metric, last) -> finalValue(String.valueOf(metric), last));
            return;
        }
        for (Fact fact : Fact.of(name, value, masked)) {
            Fact known = facts.get(fact.getName());
            if (!fact.same(known) && (known != null || facts.size() < MOST_FACTS)) {
                facts.put(fact.getName(), fact);
                urgent = true;
                touched();
            }
        }
    }

    private synchronized void finalValue(String name, Object value) {
        LiveMetric metric = value instanceof Number ? metric(name) : null;
        if (metric != null && metric.end(((Number) value).doubleValue())) {
            urgent = true;
            touched();
        }
    }

    @Override
    public synchronized void event(String text) {
        String shown = Fact.brief(text, masked);
        if (events.stream().noneMatch(event -> event.getText().equals(shown))) {
            happened(new Happening(clock.millis(), shown));
        }
    }

    @Override
    public synchronized void event(Instant time, String text) {
        String shown = Fact.brief(text, masked);
        long millis = time.toEpochMilli();
        if (events.stream()
                .noneMatch(event -> event.getTime() == millis && event.getText().equals(shown))) {
            happened(new Happening(millis, shown));
        }
    }

    private synchronized void happened(Happening event) {
        if (events.size() < MOST_EVENTS) {
            events.add(event);
            urgent = true;
            touched();
        }
    }

    @Override
    public synchronized void point(String name, Instant time, double value) {
        LiveMetric metric = Double.isFinite(value) ? metric(name) : null;
        if (metric != null && metric.add(time.toEpochMilli(), value)) {
            touched();
        }
    }

    @Override
    public synchronized void limits(String name, Double min, Double max) {
        LiveMetric metric = metric(name);
        if (metric != null && metric.limit(min, max)) {
            urgent = true;
            touched();
        }
    }

    /** Null if there are too many already. A metric may have very many points; its name is masked once. */
    private LiveMetric metric(String name) {
        LiveMetric known = told.get(name);
        if (known != null) {
            return known;
        }
        String shown = Fact.brief(name, masked);
        if (!metrics.containsKey(shown) && metrics.size() >= MOST_METRICS) {
            return null;
        }
        LiveMetric metric = metrics.computeIfAbsent(shown, LiveMetric::new);
        told.put(name, metric);
        return metric;
    }

    private synchronized void touched() {
        changed = true;
        record = null;
    }

    @Override
    public void saving() {
        if (isDue()) {
            keep();
        }
    }

    private synchronized boolean isDue() {
        return urgent || changed && !clock.instant().isBefore(saved.plus(BETWEEN_SAVES));
    }

    @Override
    public void succeeded(Map<String, Object> result) {
        boolean invocation = step.function().equals("codecraftInvoke");
        result.forEach((name, value) -> {
            if (!invocation || OF_AN_INVOCATION.contains(name)) {
                fact(name, value);
            }
        });
        end(StepStatus.SUCCEEDED, null);
        if (step.described()) {
            build.describe(step.id(), ResultLine.of(record()));
        }
    }

    @Override
    public void failed(Throwable cause) {
        boolean aborted = cause instanceof FlowInterruptedException || cause instanceof InterruptedException;
        end(aborted ? StepStatus.ABORTED : StepStatus.FAILED, aborted ? null : words(cause));
    }

    private String words(Throwable cause) {
        boolean explained = cause instanceof OperationFailure && cause.getMessage() != null;
        return Fact.brief(explained ? cause.getMessage() : cause.toString(), masked);
    }

    private void end(StepStatus how, String why) {
        synchronized (this) {
            status = how;
            failure = why;
            ended = clock.millis();
            touched();
        }
        keep();
    }

    /** Outside of any lock: who saves a build has locks of his own. */
    private void keep() {
        synchronized (this) {
            urgent = false;
            changed = false;
            saved = clock.instant();
        }
        if (!build.keep()) {
            synchronized (this) {
                changed = true;
            }
        }
    }

    synchronized StepRecord record() {
        if (record == null) {
            record = new StepRecord(
                    step,
                    status,
                    began,
                    ended,
                    failure,
                    List.copyOf(facts.values()),
                    events,
                    metrics.values().stream().map(LiveMetric::metric).toList());
        }
        return record;
    }
}
