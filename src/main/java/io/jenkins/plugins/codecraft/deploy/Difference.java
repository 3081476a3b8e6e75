package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where what is differs from what is wanted. Values are for people to read, and hold no secret.
 *
 * @param field such as {@code memory} or {@code environment.STAGE}
 * @param is "" if there is nothing yet
 * @param wanted "" if it is to go
 */
public record Difference(String field, String is, String wanted) implements Serializable {
    private static final int LONGEST = 200;

    /** Such as {@code memory: 128 → 256}. */
    public String words() {
        if (is.isEmpty()) {
            return Words.of(Difference.class, "new", field, shortened(wanted));
        }
        return wanted.isEmpty()
                ? Words.of(Difference.class, "noneWas", field, shortened(is))
                : field + ": " + shortened(is) + " → " + shortened(wanted);
    }

    /** The differences of two sets of fields, in the order of their names. */
    public static List<Difference> between(Map<String, String> is, Map<String, String> wanted) {
        TreeSet<String> fields = new TreeSet<>(is.keySet());
        fields.addAll(wanted.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String field : fields) {
            String before = is.getOrDefault(field, "");
            String after = wanted.getOrDefault(field, "");
            if (!before.equals(after)) {
                differences.add(new Difference(field, before, after));
            }
        }
        return differences;
    }

    /** For the result: the words of each. */
    public static List<String> words(List<Difference> differences) {
        return differences.stream().map(Difference::words).toList();
    }

    /**
     * Prints them, one a line, and tells the build's page.
     *
     * @param what such as {@code endpoint iris}
     * @param plan whether nothing is going to be changed
     */
    public static void print(OperationContext context, String what, boolean plan, List<Difference> differences) {
        context.report().fact("changes", words(differences));
        Console console = context.console();
        if (differences.isEmpty()) {
            console.event(Words.of(Difference.class, "nothingDoAs", what));
            return;
        }
        console.event((plan ? Words.of(Difference.class, "wouldChange") : "Changing ") + what + ":");
        differences.forEach(difference -> console.event("  " + difference.words()));
        if (plan) {
            console.event(Words.of(Difference.class, "planNothingWas"));
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
