package io.jenkins.plugins.codecraft.report;

import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something that happened in the course of a step. */
@ExportedBean(defaultVisibility = 4)
public final class Happening {
    private final long time;
    private final String text;

    Happening(long time, String text) {
        this.time = time;
        this.text = text;
    }

    /** In milliseconds since 1970. */
    @Exported
    public long getTime() {
        return time;
    }

    public Date getDate() {
        return new Date(time);
    }

    @Exported
    public String getText() {
        return text;
    }
}
