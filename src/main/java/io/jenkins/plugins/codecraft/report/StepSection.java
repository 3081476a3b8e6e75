package io.jenkins.plugins.codecraft.report;

import io.jenkins.plugins.codecraft.jenkins.Words;
import io.jenkins.plugins.codecraft.operation.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** A step as the build's page shows it. */
public final class StepSection {
    /** What is shown large, in this order, if it is known. */
    private static final List<String> FIGURES = List.of(
            "seconds",
            "billableSeconds",
            "spotSavingPercent",
            "changed",
            "previousVersion",
            "version",
            "statusCode",
            "status",
            "millis");

    private static final Map<StepStatus, String> TONES = Map.of(
            StepStatus.RUNNING, "running",
            StepStatus.SUCCEEDED, "good",
            StepStatus.FAILED, "bad",
            StepStatus.ABORTED, "aborted");

    private final StepRecord step;

    StepSection(StepRecord step) {
        this.step = step;
    }

    public String getId() {
        return "step-" + step.getId().replaceAll("[^A-Za-z0-9]", "");
    }

    /** Such as Train iris, Deploy SageMaker endpoint iris. */
    public String getTitle() {
        String verb = Words.find("Report." + step.getFunction()).orElse(step.getFunction());
        if (step.getFunction().equals("codecraftTrain")) {
            return verb + " " + step.getSubject();
        }
        String target = Words.find("Report.target." + step.getSubject()).orElse(step.getSubject());
        String name = step.fact("name").map(known -> " " + known).orElse("");
        return verb + " " + target + name;
    }

    public String getStatus() {
        return Words.of("Report.status." + step.getStatus());
    }

    /** For the style: running, good, bad, aborted. */
    public String getTone() {
        return TONES.get(step.getStatus());
    }

    public Date getBegan() {
        return new Date(step.getBegan());
    }

    /** How long it took; "" as long as it runs. */
    public String getTook() {
        return step.getEnded() < step.getBegan()
                ? ""
                : Durations.words(Duration.ofMillis(step.getEnded() - step.getBegan()));
    }

    public String getFailure() {
        return step.getFailure();
    }

    public List<Entry> getFigures() {
        List<Entry> figures = new ArrayList<>();
        for (String name : FIGURES) {
            step.getFacts().stream()
                    .filter(fact -> fact.getName().equals(name))
                    .forEach(fact -> figures.add(entry(fact)));
        }
        return figures;
    }

    /** Where to look further; only https addresses become links. */
    public List<Entry> getLinks() {
        return step.getFacts().stream()
                .filter(StepSection::isLink)
                .map(StepSection::entry)
                .toList();
    }

    /** All that is neither shown large nor a link. */
    public List<Entry> getRows() {
        return step.getFacts().stream()
                .filter(fact -> !isLink(fact) && !FIGURES.contains(fact.getName()))
                .map(StepSection::entry)
                .toList();
    }

    private static Entry entry(Fact fact) {
        return new Entry(FactWords.label(fact.getName()), FactWords.text(fact));
    }

    private static boolean isLink(Fact fact) {
        return fact.getValue() instanceof String text && text.startsWith("https://") && !text.contains(" ");
    }

    public List<Happening> getEvents() {
        return step.getEvents().stream()
                .sorted((one, other) -> Long.compare(one.getTime(), other.getTime()))
                .toList();
    }

    public List<MetricSection> getMetrics() {
        return step.getMetrics().stream().map(MetricSection::new).toList();
    }
}
