package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects everything that is wrong with a step's parameters, so that a user mends it all at once. */
public final class Mistakes {
    private final String step;
    private final List<String> found = new ArrayList<>();

    /** @param step the step's name, such as {@code codecraftTrain} */
    public Mistakes(String step) {
        this.step = step;
    }

    /**
     * Notes a mistake.
     *
     * @param parameter its name, with its place if it is nested, such as {@code channels[1].source}
     * @param value what was given; null if nothing was
     * @param remedy what is wanted instead, as a sentence
     */
    public void add(String parameter, Object value, String remedy) {
        String given = value == null || value.toString().isEmpty()
                ? Words.of(Mistakes.class, "missing")
                : "'" + shortened(value) + "'";
        found.add(parameter + " " + given + ". " + remedy);
    }

    /** Notes what a rule says about a value, if it says anything. */
    public void check(String parameter, Object value, Optional<String> remedy) {
        remedy.ifPresent(text -> add(parameter, value, text));
    }

    /** What was noted, a sentence or two each. */
    public List<String> all() {
        return List.copyOf(found);
    }

    /** @throws OperationFailure with all that was noted, if anything was */
    public void refuse() {
        if (found.isEmpty()) {
            return;
        }
        String count = found.size() == 1
                ? Words.of(Mistakes.class, "parameterWrong")
                : Words.of(Mistakes.class, "parametersWrong", found.size());
        StringBuilder message = new StringBuilder(Words.of(Mistakes.class, "nothingWasDone", step, count));
        found.forEach(mistake -> message.append("\n  - ").append(mistake));
        throw new OperationFailure(message.toString());
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
