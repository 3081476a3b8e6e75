package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.logs.LogLine;
import io.jenkins.plugins.codecraft.operation.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads metrics out of the log's lines as they come, by the same expressions by which SageMaker does. */
final class LoggedMetrics {
    private final Report report;
    private final List<Wanted> metrics = new ArrayList<>();

    private record Wanted(String name, Pattern pattern) {}

    LoggedMetrics(List<MetricSettings> settings, Report report) {
        this.report = report;
        settings.forEach(metric -> metrics.add(new Wanted(metric.name(), Pattern.compile(metric.regex()))));
    }

    void read(LogLine line) {
        for (Wanted metric : metrics) {
            try {
                Matcher found = metric.pattern().matcher(new Glance(line.text()));
                if (found.find() && found.group(1) != null) {
                    report.point(metric.name(), line.time(), Double.parseDouble(found.group(1)));
                }
            } catch (NumberFormatException | Glance.TooLong noValue) {
                // no number, or none to be found in time; what counts in the end is what SageMaker finds
            }
        }
    }
}
