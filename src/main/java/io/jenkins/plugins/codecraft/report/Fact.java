package io.jenkins.plugins.codecraft.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something that is known of a step, by the name that it has in the step's result. */
@ExportedBean(defaultVisibility = 4)
public final class Fact {
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_LIST = 50;
    private static final int DEEPEST = 4;

    private final String name;
    private final Object value;

    private Fact(String name, Object value) {
        this.name = name;
        this.value = value;
    }

    /**
     * A value as facts: a map becomes a fact for each of its entries, with a dot between the names.
     *
     * @param masked takes secrets out of a text
     */
    static List<Fact> of(String name, Object value, UnaryOperator<String> masked) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten(name, value, 1, flat);
        List<Fact> facts = new ArrayList<>();
        flat.forEach((key, each) -> facts.add(new Fact(brief(key, masked), kept(each, masked))));
        return facts;
    }

    private static void flatten(String name, Object value, int depth, Map<String, Object> flat) {
        if (value instanceof Map<?, ?> map && depth < DEEPEST) {
            map.forEach((key, each) -> flatten(name + "." + key, each, depth + 1, flat));
        } else if (value != null && !value.equals("") && !value.equals(List.of())) {
            flat.put(name, value);
        }
    }

    /** What Jenkins may save, and no more of it than a page can show. */
    private static Object kept(Object value, UnaryOperator<String> masked) {
        if (value instanceof Boolean || value instanceof Integer || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Iterable<?> values) {
            List<String> texts = new ArrayList<>();
            for (Object each : values) {
                if (texts.size() == LONGEST_LIST) {
                    texts.add("…");
                    break;
                }
                texts.add(brief(words(each), masked));
            }
            return texts;
        }
        return brief(words(value), masked);
    }

    private static String words(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, each) -> entries.add(key + " " + words(each)));
            return String.join(", ", entries);
        }
        return String.valueOf(value);
    }

    static String brief(String text, UnaryOperator<String> masked) {
        String shown = masked.apply(text);
        return shown.length() <= LONGEST_TEXT ? shown : shown.substring(0, LONGEST_TEXT) + "…";
    }

    @Exported
    public String getName() {
        return name;
    }

    /** A text, a number, a boolean or a list of texts. */
    @Exported
    public Object getValue() {
        return value;
    }

    boolean same(Fact other) {
        return other != null && value.equals(other.value);
    }
}
