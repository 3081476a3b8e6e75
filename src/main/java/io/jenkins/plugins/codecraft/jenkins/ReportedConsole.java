package io.jenkins.plugins.codecraft.jenkins;

import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Report;

/**
 * The console of a step with a target: what it says of what it does, such as how the traffic moves and what the check
 * said, is also on the build's page. Details, which are indented, and addresses are not.
 */
record ReportedConsole(Console console, Report report) implements Console {

    @Override
    public void event(String text) {
        console.event(text);
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" ") && !line.startsWith("https://"))
                .forEach(report::event);
    }

    @Override
    public void link(String text, String url) {
        console.link(text, url);
        report.event(text);
        report.fact("consoleUrl", url);
    }

    @Override
    public void line(String text) {
        console.line(text);
    }
}
