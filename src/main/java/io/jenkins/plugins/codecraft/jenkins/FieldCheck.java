package io.jenkins.plugins.codecraft.jenkins;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** What a form says about a field while somebody types: what a build would say. */
public final class FieldCheck {
    /** Freestyle jobs expand these; what comes out is checked when the build runs. */
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w|\\{)");

    private FieldCheck() {}

    /**
     * Whether the user may see forms of the item, or of Jenkins itself: what they offer and say is in the documentation
     * too. Nobody may configure the job of a branch, but its Snippet Generator shows these forms.
     */
    public static boolean maySee(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.READ) : item.hasPermission(Item.READ);
    }

    /** Whether the user may know which credentials builds of the item, or Jenkins itself, can use. */
    static boolean mayList(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /** @throws RuntimeException Jenkins' refusal, if the user may not use the credentials of the item, or of Jenkins */
    static void requireUse(@CheckForNull Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else if (!item.hasPermission(Item.CONFIGURE)) {
            item.checkPermission(CredentialsProvider.USE_ITEM);
        }
    }

    /** @param rule gives the remedy, or nothing if the value is right; it gets the value without blanks around it */
    public static FormValidation of(
            @CheckForNull Item item, @CheckForNull String value, Function<String, Optional<String>> rule) {
        String text = value == null ? "" : value.strip();
        if (!maySee(item) || hasVariable(text)) {
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
                return Optional.of(Words.of(FieldCheck.class, "giveWholeNumber"));
            }
        });
    }

    /** As {@link #ofOptional}, for a number. */
    public static FormValidation ofDecimal(
            @CheckForNull Item item, @CheckForNull String value, Function<Double, Optional<String>> rule) {
        return ofOptional(item, value, text -> {
            Optional<Double> number = Numerals.decimal(text);
            return number.isEmpty() ? Optional.of(Words.of(FieldCheck.class, "giveNumberSuch")) : number.flatMap(rule);
        });
    }

    /**
     * The lines of a text area that {@link KeyValues} reads.
     *
     * @param rules note what is wrong with what was read
     */
    public static FormValidation ofLines(
            @CheckForNull Item item, @CheckForNull String lines, Consumer<Mistakes> rules) {
        if (!maySee(item) || lines == null) {
            return FormValidation.ok();
        }
        if (hasVariable(lines)) {
            return answer(KeyValues.mistake(lines));
        }
        Mistakes mistakes = new Mistakes("");
        rules.accept(mistakes);
        return answer(KeyValues.mistake(lines).or(() -> mistakes.all().stream().findFirst()));
    }

    private static boolean hasVariable(String text) {
        return VARIABLE.matcher(text).find();
    }

    private static FormValidation answer(Optional<String> remedy) {
        return remedy.map(FormValidation::error).orElseGet(FormValidation::ok);
    }
}
