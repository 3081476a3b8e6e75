package io.jenkins.plugins.codecraft.report;

import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** A step as the build's page shows it. */
public final class StepSection {
    /** What is shown large, in this order, if it is known. */
    private static final List<String> FIGURES = List.of(
            "seconds", "billableSeconds", "spotSavingPercent", "changed", "version", "statusCode", "status", "millis");

    private static final String CHANGES = "changes";

    private static final String PREVIOUS = "previous";

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
                .map(this::entry)
                .toList();
    }

    /** What a deployment changed, or would change, a line each. */
    public List<String> getChanges() {
        List<String> changes = new ArrayList<>();
        if (step.fact(CHANGES).orElse("") instanceof Iterable<?> lines) {
            lines.forEach(line -> changes.add(String.valueOf(line)));
        }
        return changes;
    }

    /** All that is shown nowhere else. */
    public List<Entry> getRows() {
        return step.getFacts().stream()
                .filter(fact -> !isLink(fact) && !isElsewhere(fact.getName()))
                .map(this::entry)
                .toList();
    }

    private boolean isElsewhere(String name) {
        return FIGURES.contains(name)
                || name.equals(CHANGES)
                || name.startsWith(PREVIOUS) && step.fact(following(name)).isPresent();
    }

    /** Of a pair such as version and previousVersion, the old one comes before an arrow. */
    private Entry entry(Fact fact) {
        String name = fact.getName();
        String text = FactWords.text(fact);
        String before = step.getFacts().stream()
                .filter(other -> other.getName().startsWith(PREVIOUS)
                        && following(other.getName()).equals(name))
                .map(FactWords::text)
                .filter(old -> !old.equals(text))
                .findFirst()
                .map(old -> old + " → ")
                .orElse("");
        return new Entry(FactWords.label(name), before + text);
    }

    private static String following(String previous) {
        String name = previous.substring(PREVIOUS.length());
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
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
