package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Report;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.SecondaryStatusTransition;

/**
 * What was last known of a job.
 *
 * @param lastModified by AWS' clock; null before the first look
 * @param shown how many of its secondary status transitions the console has
 */
record JobStatus(String status, Instant lastModified, int shown) implements Serializable {
    private static final Set<String> AT_REST = Set.of("Completed", "Failed", "Stopped");
    /** What comes after the job's own work is said in the step's summary. */
    private static final Set<String> ENDS = Set.of("Completed", "Failed", "Stopped", "MaxRuntimeExceeded");

    static JobStatus unknown() {
        return new JobStatus("", null, 0);
    }

    boolean known() {
        return lastModified != null;
    }

    boolean atRest() {
        return AT_REST.contains(status);
    }

    /** The status as it is now; prints the phases that are new, each that has ended with the time it took. */
    JobStatus show(DescribeTrainingJobResponse now, Console console, Report report) {
        List<SecondaryStatusTransition> phases = now.secondaryStatusTransitions();
        for (int i = shown; i < phases.size(); i++) {
            SecondaryStatusTransition phase = phases.get(i);
            if (!ENDS.contains(phase.statusAsString())) {
                console.event(words(phase) + took(phases, i));
                report.event(phase.startTime(), words(phase));
            }
        }
        return new JobStatus(now.trainingJobStatusAsString(), now.lastModifiedTime(), phases.size());
    }

    private static String words(SecondaryStatusTransition phase) {
        String message = phase.statusMessage();
        return message == null || message.isBlank() ? phase.statusAsString() : phase.statusAsString() + ": " + message;
    }

    private static String took(List<SecondaryStatusTransition> phases, int i) {
        if (i == 0 || phases.get(i - 1).endTime() == null) {
            return "";
        }
        SecondaryStatusTransition before = phases.get(i - 1);
        return Words.of(
                JobStatus.class,
                "took",
                before.statusAsString(),
                Durations.words(Duration.between(before.startTime(), before.endTime())));
    }
}
