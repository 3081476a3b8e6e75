package io.jenkins.plugins.codecraft.report;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A value of a metric. */
@ExportedBean(defaultVisibility = 4)
public final class Point {
    private final long time;
    private final double value;

    Point(long time, double value) {
        this.time = time;
        this.value = value;
    }

    /** In milliseconds since 1970. */
    @Exported
    public long getTime() {
        return time;
    }

    @Exported
    public double getValue() {
        return value;
    }
}
