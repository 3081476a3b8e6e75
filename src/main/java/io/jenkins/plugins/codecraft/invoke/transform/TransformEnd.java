package io.jenkins.plugins.codecraft.invoke.transform;

import java.io.Serializable;
import java.time.Instant;
import software.amazon.awssdk.services.sagemaker.model.DescribeTransformJobResponse;

/**
 * How a transform job ended.
 *
 * @param reason why it failed; "" if it did not
 * @param began when it was created, by AWS' clock
 */
record TransformEnd(String arn, String status, String reason, Instant began, Instant ended) implements Serializable {

    static TransformEnd of(DescribeTransformJobResponse job) {
        return new TransformEnd(
                job.transformJobArn(),
                job.transformJobStatusAsString(),
                job.failureReason() == null ? "" : job.failureReason(),
                job.creationTime(),
                job.transformEndTime() == null ? job.creationTime() : job.transformEndTime());
    }

    boolean completed() {
        return status.equals("Completed");
    }
}
