package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a training job, in the step's words. */
record JobOutcome(TrainingJob job, StagedInputs inputs, JobEnd end) {

    /** The step fails if the job did not complete, or its metrics are not good enough. */
    Conclusion conclude(AwsSession session, Console console) {
        ConsoleUrls urls = ConsoleUrls.of(session);
        Map<String, Object> metrics = metrics();
        if (!end.status().equals("Completed")) {
            return new Conclusion(resultMap(metrics, urls), notCompleted(urls));
        }
        console.event(Words.of(
                JobOutcome.class,
                "completedBilled",
                job.words(),
                Durations.words(Duration.ofSeconds(end.trainingTimeInSeconds())),
                Durations.words(Duration.ofSeconds(end.billableTimeInSeconds()))));
        metrics.forEach((name, value) -> console.event(name + " = " + value));
        return new Conclusion(resultMap(metrics, urls), gate(metrics));
    }

    private String notCompleted(ConsoleUrls urls) {
        String reason = end.failureReason().isEmpty() ? "" : ": " + end.failureReason();
        String what = end.status().equals("Stopped")
                ? Words.of(JobOutcome.class, "wasStopped", end.secondaryStatus())
                : " failed";
        return Words.of(
                JobOutcome.class, "log", job.words(), what, reason, urls.logs(TrainingJob.LOG_GROUP, job.name() + "/"));
    }

    private Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        end.metrics().forEach((name, value) -> metrics.put(name, rounded(value)));
        return metrics;
    }

    /** SageMaker keeps single precision: 0.96666664 in double precision is 0.9666666388511658. */
    private static double rounded(Float value) {
        return Double.parseDouble(value.toString());
    }

    /** What is wrong with the metrics; "" if nothing is. */
    private String gate(Map<String, Object> metrics) {
        List<String> bad = new ArrayList<>();
        for (MetricSettings wanted : job.settings().metrics()) {
            if (wanted.min() == null && wanted.max() == null) {
                continue;
            }
            Double value = (Double) metrics.get(wanted.name());
            if (value == null) {
                bad.add(Words.of(JobOutcome.class, "notLogRegex", wanted.name(), wanted.regex()));
            } else if (wanted.min() != null && !(value >= wanted.min())) {
                bad.add(Words.of(JobOutcome.class, "belowMin", wanted.name(), value, wanted.min()));
            } else if (wanted.max() != null && !(value <= wanted.max())) {
                bad.add(Words.of(JobOutcome.class, "aboveMax", wanted.name(), value, wanted.max()));
            }
        }
        return bad.isEmpty()
                ? ""
                : Words.of(JobOutcome.class, "completedButMetrics", job.words(), String.join("\n  - ", bad));
    }

    private Map<String, Object> resultMap(Map<String, Object> metrics, ConsoleUrls urls) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", job.name());
        result.put("arn", end.arn());
        result.put("status", end.status());
        if (!end.modelArtifacts().isEmpty()) {
            result.put("modelArtifacts", end.modelArtifacts());
        }
        result.put("metrics", metrics);
        result.put("seconds", end.trainingTimeInSeconds());
        result.put("billableSeconds", end.billableTimeInSeconds());
        spotSaving().ifPresent(percent -> result.put("spotSavingPercent", percent));
        result.put("consoleUrl", urls.trainingJob(job.name()));
        result.put("image", job.settings().image());
        result.put("role", job.settings().role());
        result.put("entryPoint", job.settings().entryPoint());
        result.put("sourceUri", inputs.source());
        return result;
    }

    /** What spot instances saved, as SageMaker's own pages say it. */
    private Optional<Integer> spotSaving() {
        int trained = end.trainingTimeInSeconds();
        return job.settings().spot() && trained > 0
                ? Optional.of((int) Math.round(100.0 * (trained - end.billableTimeInSeconds()) / trained))
                : Optional.empty();
    }
}
