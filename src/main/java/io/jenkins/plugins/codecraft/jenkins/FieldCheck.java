package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** What a form says about a field while somebody types: what a build would say, to those who may configure. */
public final class FieldCheck {
    /** Freestyle jobs expand these; what comes out is checked when the build runs. */
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w|\\{)");

    private FieldCheck() {}

    /** Whether the user may configure the item, or Jenkins itself if the form belongs to no item. */
    public static boolean mayConfigure(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /** @throws RuntimeException Jenkins' refusal, if the user may not configure the item, or Jenkins itself */
    static void requireConfigure(@CheckForNull Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
    }

    /** Whether the user may at least see how the item, or Jenkins itself, is configured. */
    public static boolean maySee(@CheckForNull Item item) {
        return mayConfigure(item)
                || (item == null
                        ? Jenkins.get().hasPermission(Jenkins.SYSTEM_READ)
                        : item.hasPermission(Item.EXTENDED_READ));
    }

    /** @param rule gives the remedy, or nothing if the value is right; it gets the value without blanks around it */
    public static FormValidation of(
            @CheckForNull Item item, @CheckForNull String value, Function<String, Optional<String>> rule) {
        String text = value == null ? "" : value.strip();
        if (!mayConfigure(item) || VARIABLE.matcher(text).find()) {
            return FormValidation.ok();
        }
        Optional<String> remedy = rule.apply(text);
        // an empty form is no mistake yet, so what is wanted is said, but not in red
        return text.isEmpty() ? remedy.map(FormValidation::ok).orElseGet(FormValidation::ok) : answer(remedy);
    }

    /** As {@link #of}, for a field that may be left empty. */
    public static FormValidation ofOptional(
            @CheckForNull Item item, @CheckForNull String value, Function<String, Optional<String>> rule) {
        return of(item, value, text -> text.isEmpty() ? Optional.empty() : rule.apply(text));
    }

    /** As {@link #of}, for a whole number. */
    public static FormValidation ofNumber(
            @CheckForNull Item item, @CheckForNull String value, IntFunction<Optional<String>> rule) {
        return of(item, value, text -> {
            try {
                return rule.apply(Integer.parseInt(text));
            } catch (NumberFormatException error) {
                return Optional.of("Give a whole number.");
            }
        });
    }

    /** As {@link #ofOptional}, for a number. */
    public static FormValidation ofDecimal(
            @CheckForNull Item item, @CheckForNull String value, Function<Double, Optional<String>> rule) {
        return ofOptional(item, value, text -> {
            Double number = decimal(text);
            return number == null ? Optional.of("Give a number, such as 0.9.") : rule.apply(number);
        });
    }

    /** The number that a text is, or null. */
    @CheckForNull
    public static Double decimal(@CheckForNull String text) {
        try {
            return text == null ? null : Double.valueOf(text.strip());
        } catch (NumberFormatException error) {
            return null;
        }
    }

    /**
     * The lines of a text area that {@link KeyValues} reads.
     *
     * @param rules note what is wrong with what was read
     */
    public static FormValidation ofLines(
            @CheckForNull Item item, @CheckForNull String lines, Consumer<Mistakes> rules) {
        if (!mayConfigure(item) || lines == null) {
            return FormValidation.ok();
        }
        Mistakes mistakes = new Mistakes("");
        rules.accept(mistakes);
        return answer(KeyValues.mistake(lines).or(() -> mistakes.all().stream().findFirst()));
    }

    private static FormValidation answer(Optional<String> remedy) {
        return remedy.map(FormValidation::error).orElseGet(FormValidation::ok);
    }
}
