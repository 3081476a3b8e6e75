package io.jenkins.plugins.codecraft.report;

import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a step that succeeded did, and its main result, in a line for the build's description. */
final class ResultLine {
    private static final int MOST_METRICS = 3;
    private static final int LONGEST = 300;

    private ResultLine() {}

    /** Such as {@code Train iris: validation:accuracy 0.9667}; plain text, secrets masked. */
    static String of(StepRecord step) {
        String title = new StepSection(step).getTitle();
        String line =
                result(step).map(result -> title + ": " + result).orElse(title).replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static Optional<String> result(StepRecord step) {
        return switch (step.getFunction()) {
            case "codecraftTrain" -> trained(step);
            case "codecraftDeploy" -> deployed(step);
            default -> first(step, "statusCode", "status", "millis");
        };
    }

    private static Optional<String> trained(StepRecord step) {
        List<Metric> metrics = Metric.chosenOf(step.getMetrics());
        String values = metrics.stream()
                .filter(metric -> metric.getLast() != null)
                .limit(MOST_METRICS)
                .map(metric -> metric.getName() + " " + FactWords.number(metric.getLast()))
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? first(step, "seconds") : Optional.of(values);
    }

    private static Optional<String> deployed(StepRecord step) {
        if (step.fact("changed").filter(Boolean.FALSE::equals).isPresent()) {
            boolean planned = !new StepSection(step).getChanges().isEmpty();
            return Optional.of(Words.of(planned ? "Report.planned" : "Report.unchanged"));
        }
        return first(step, "version", "modelName", "deploymentId");
    }

    private static Optional<String> first(StepRecord step, String... names) {
        return Stream.of(names)
                .flatMap(name ->
                        step.getFacts().stream().filter(fact -> fact.getName().equals(name)))
                .findFirst()
                .map(fact -> FactWords.label(fact.getName()) + " " + FactWords.text(fact));
    }
}
