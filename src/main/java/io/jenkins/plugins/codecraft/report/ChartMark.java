package io.jenkins.plugins.codecraft.report;

/** A place in a chart and what is written there. */
public final class ChartMark {
    private final String x;
    private final String y;
    private final String label;
    private final String value;

    ChartMark(String x, String y, String label, String value) {
        this.x = x;
        this.y = y;
        this.label = label;
        this.value = value;
    }

    public String getX() {
        return x;
    }

    public String getY() {
        return y;
    }

    public String getLabel() {
        return label;
    }

    public String getValue() {
        return value;
    }
}
