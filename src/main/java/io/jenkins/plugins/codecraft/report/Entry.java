package io.jenkins.plugins.codecraft.report;

/** A line of a table on a page. */
public final class Entry {
    private final String label;
    private final String text;

    Entry(String label, String text) {
        this.label = label;
        this.text = text;
    }

    public String getLabel() {
        return label;
    }

    public String getText() {
        return text;
    }
}
