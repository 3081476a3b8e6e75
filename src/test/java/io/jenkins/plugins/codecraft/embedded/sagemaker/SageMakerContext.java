package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What all of SageMaker shares.
 *
 * @param timings read anew for each stage
 * @param work runs what blocks: downloads, uploads, the start of a container
 */
record SageMakerContext(
        AwsEnvironment aws,
        Images images,
        Quotas quotas,
        Supplier<Timings> timings,
        ExecutorService work,
        Containers containers,
        Tags tags) {
    private static final Logger LOG = Logger.getLogger(SageMakerContext.class.getName());

    /** Now, to the millisecond, as AWS tells times. */
    Instant now() {
        return aws.clock().now().truncatedTo(ChronoUnit.MILLIS);
    }

    void after(Duration awsTime, Runnable task) {
        aws.clock().after(awsTime, guarded(task));
    }

    void inBackground(Runnable task) {
        if (!work.isShutdown()) {
            work.execute(guarded(task));
        }
    }

    /** @throws AwsError if SageMaker may not assume a role */
    void requireRole(String role) {
        if (!aws.iam().assumable(role, "sagemaker.amazonaws.com")) {
            throw AwsError.validation(
                    "Could not assume role " + role
                            + ". Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.");
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException broken) {
                LOG.log(Level.SEVERE, "embedded SageMaker failed", broken);
            }
        };
    }

    /** SageMaker's ARNs are in lower case, whatever the names are. */
    static String arn(AwsRequest request, String resource) {
        return request.arn(resource.toLowerCase(Locale.ROOT));
    }

    static ObjectNode time(ObjectNode node, String member, Instant time) {
        return node.put(member, AwsJson.timestamp(time));
    }
}
