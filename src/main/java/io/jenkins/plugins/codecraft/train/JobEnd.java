package io.jenkins.plugins.codecraft.train;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;

/**
 * What the look that found a job at rest said of it, so that it takes no second one when the job's log has been read.
 *
 * @param failureReason "" if there is none
 * @param modelArtifacts where the model is; "" if there is none
 * @param metrics their final values by name, as SageMaker keeps them, in single precision
 */
record JobEnd(
        String arn,
        String status,
        String secondaryStatus,
        String failureReason,
        String modelArtifacts,
        int trainingTimeInSeconds,
        int billableTimeInSeconds,
        Map<String, Float> metrics)
        implements Serializable {

    JobEnd {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    static JobEnd of(DescribeTrainingJobResponse end) {
        Map<String, Float> metrics = new LinkedHashMap<>();
        end.finalMetricDataList().forEach(metric -> metrics.put(metric.metricName(), metric.value()));
        return new JobEnd(
                end.trainingJobArn(),
                end.trainingJobStatusAsString(),
                end.secondaryStatusAsString(),
                end.failureReason() == null ? "" : end.failureReason().strip(),
                end.modelArtifacts() == null ? "" : end.modelArtifacts().s3ModelArtifacts(),
                number(end.trainingTimeInSeconds()),
                number(end.billableTimeInSeconds()),
                metrics);
    }

    private static int number(Integer seconds) {
        return seconds == null ? 0 : seconds;
    }
}
