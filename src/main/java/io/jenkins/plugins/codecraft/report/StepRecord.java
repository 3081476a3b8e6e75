package io.jenkins.plugins.codecraft.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What is kept of a step in its build: plain values that never change. */
@ExportedBean(defaultVisibility = 3)
public final class StepRecord {
    private final String id;
    private final String function;
    private final String subject;
    private final StepStatus status;
    private final long began;
    private final long ended;
    private final String failure;
    private final List<Fact> facts;
    private final List<Happening> events;
    private final List<Metric> metrics;

    /** What a step is like at one moment; the lists are not kept but copied. */
    StepRecord(
            ReportedStep step,
            StepStatus status,
            long began,
            long ended,
            String failure,
            List<Fact> facts,
            List<Happening> events,
            List<Metric> metrics) {
        this.id = step.id();
        this.function = step.function();
        this.subject = step.subject();
        this.status = status;
        this.began = began;
        this.ended = ended;
        this.failure = failure;
        this.facts = new ArrayList<>(facts);
        this.events = new ArrayList<>(events);
        this.metrics = new ArrayList<>(metrics);
    }

    /** A step that nobody carries on any more. */
    private StepRecord(StepRecord left) {
        this(
                new ReportedStep(left.id, left.function, left.subject, ""),
                StepStatus.ABORTED,
                left.began,
                left.ended,
                left.failure,
                left.facts,
                left.events,
                left.metrics);
    }

    /** The same, of a build that has ended: what runs no longer was aborted. */
    StepRecord ofEndedBuild() {
        return status == StepStatus.RUNNING ? new StepRecord(this) : this;
    }

    @Exported
    public String getId() {
        return id;
    }

    /** Such as {@code codecraftTrain}. */
    @Exported
    public String getFunction() {
        return function;
    }

    /** What it is about: the name of what is trained, or the kind of target, such as {@code SageMakerEndpoint}. */
    @Exported
    public String getSubject() {
        return subject;
    }

    @Exported
    public StepStatus getStatus() {
        return status;
    }

    /** In milliseconds since 1970. */
    @Exported
    public long getBegan() {
        return began;
    }

    /** In milliseconds since 1970; 0 as long as it runs. */
    @Exported
    public long getEnded() {
        return ended;
    }

    @Exported
    @CheckForNull
    public String getFailure() {
        return failure;
    }

    @Exported
    public List<Fact> getFacts() {
        return Collections.unmodifiableList(facts);
    }

    @Exported
    public List<Happening> getEvents() {
        return Collections.unmodifiableList(events);
    }

    @Exported
    public List<Metric> getMetrics() {
        return Collections.unmodifiableList(metrics);
    }

    Optional<Object> fact(String name) {
        return facts.stream()
                .filter(fact -> fact.getName().equals(name))
                .map(Fact::getValue)
                .findFirst();
    }
}
