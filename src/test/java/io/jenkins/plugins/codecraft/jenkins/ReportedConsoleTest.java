package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step with a target says on the console, and what of it is on the build's page. */
class ReportedConsoleTest {
    private final List<String> printed = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ReportedConsole console = new ReportedConsole(new Printed(), new Told());

    @Test
    void events_are_printed_and_told_without_details_and_addresses() {
        console.event("Changing function iris:\n  memory: 128 → 256");
        console.event("https://eu-central-1.console.aws.amazon.com/lambda");
        console.line("a line of the model");

        assertThat(printed)
                .containsExactly(
                        "Changing function iris:\n  memory: 128 → 256",
                        "https://eu-central-1.console.aws.amazon.com/lambda",
                        "| a line of the model");
        assertThat(told).containsExactly("Changing function iris:");
    }

    @Test
    void where_an_event_leads_is_known_while_the_step_runs() {
        console.link("Creating function iris", "https://aws/iris");

        assertThat(told).containsExactly("Creating function iris", "consoleUrl = https://aws/iris");
    }

    private final class Printed implements Console {
        @Override
        public void event(String text) {
            printed.add(text);
        }

        @Override
        public void line(String text) {
            printed.add("| " + text);
        }
    }

    private final class Told implements Report {
        @Override
        public void fact(String name, Object value) {
            told.add(name + " = " + value);
        }

        @Override
        public void event(String text) {
            told.add(text);
        }

        @Override
        public void event(Instant time, String text) {
            told.add(time + " " + text);
        }

        @Override
        public void point(String metric, Instant time, double value) {
            told.add(metric);
        }

        @Override
        public void limits(String metric, Double min, Double max) {
            told.add(metric);
        }
    }
}
