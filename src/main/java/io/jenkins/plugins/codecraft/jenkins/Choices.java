package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Collection;
import java.util.function.Consumer;

/** What the lists of a form offer: to those who may see how the item is configured; nothing to others. */
public final class Choices {
    private Choices() {}

    /**
     * What a list offers, and what is chosen already even if it is nothing of that, such as a variable: a form that
     * somebody saves must not change it.
     *
     * @param current what is chosen
     * @param fill adds what can be chosen
     */
    public static ListBoxModel of(@CheckForNull Item item, @CheckForNull String current, Consumer<ListBoxModel> fill) {
        ListBoxModel choices = new ListBoxModel();
        if (FieldCheck.maySee(item)) {
            fill.accept(choices);
            String kept = Texts.orEmpty(current);
            if (!kept.isEmpty() && choices.stream().noneMatch(choice -> choice.value.equals(kept))) {
                choices.add(kept);
            }
        }
        return choices;
    }

    /** Values that are AWS' own words, below one that leaves the choice to AWS. */
    public static ListBoxModel ofOptional(
            @CheckForNull Item item, @CheckForNull String current, String leftOut, Collection<String> values) {
        return of(item, current, choices -> {
            choices.add(leftOut, "");
            values.forEach(choices::add);
        });
    }

    /** What the parameter {@code logs} can be. */
    public static ListBoxModel logs(@CheckForNull Item item, @CheckForNull String current) {
        return of(item, current, modes -> {
            modes.add(Words.of("Logs.all"), "all");
            modes.add(Words.of("Logs.tail"), "tail");
            modes.add(Words.of("Logs.none"), "none");
        });
    }

    /** Values that the SDK knows, sorted; others can be typed. */
    public static ComboBoxModel suggestions(@CheckForNull Item item, Collection<?> known) {
        return FieldCheck.maySee(item)
                ? new ComboBoxModel(
                        known.stream().map(Object::toString).sorted().toList())
                : new ComboBoxModel();
    }
}
