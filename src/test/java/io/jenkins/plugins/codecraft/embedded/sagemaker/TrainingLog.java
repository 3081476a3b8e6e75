package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the lines of a training job to CloudWatch Logs, and finds the values of its metrics in them. Safe for threads. */
final class TrainingLog {
    private static final String GROUP = "/aws/sagemaker/TrainingJobs";

    private final SageMakerContext context;
    private final String region;
    private final String prefix;
    private final long started;
    private final Map<String, Pattern> definitions = new LinkedHashMap<>();
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    record Metric(double value, Instant time) {}

    TrainingLog(SageMakerContext context, TrainingJob job) {
        this.context = context;
        this.region = job.region();
        this.prefix = job.name() + "/algo-";
        this.started = context.now().getEpochSecond();
        for (JsonNode metric : job.request().path("AlgorithmSpecification").path("MetricDefinitions")) {
            definitions.put(
                    metric.get("Name").asText(),
                    Pattern.compile(metric.get("Regex").asText()));
        }
    }

    /** Creates the stream of an instance, which is there before its first line. */
    void open(int host) {
        context.aws().logs().createStream(region, GROUP, stream(host));
    }

    /** @param host the instance, from 1 */
    void line(int host, String line) {
        context.aws().logs().put(region, GROUP, stream(host), line);
        definitions.forEach((name, pattern) -> {
            Matcher matcher = pattern.matcher(line);
            while (matcher.find()) {
                record(name, matcher.group(1));
            }
        });
    }

    private void record(String name, String value) {
        if (value != null && value.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            synchronized (metrics) {
                metrics.put(name, new Metric(Double.parseDouble(value), context.now()));
            }
        }
    }

    /** The last value of each metric that had one. */
    Map<String, Metric> metrics() {
        synchronized (metrics) {
            return new LinkedHashMap<>(metrics);
        }
    }

    private String stream(int host) {
        return prefix + host + "-" + started;
    }
}
