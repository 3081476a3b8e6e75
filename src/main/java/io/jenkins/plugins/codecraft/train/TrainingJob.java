package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Names;
import io.jenkins.plugins.codecraft.logs.LogTail;
import io.jenkins.plugins.codecraft.operation.JobLog;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.Serializable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * The training job of one step of one build.
 *
 * @param name fixed before the job is created, and the same whenever it is computed again
 */
record TrainingJob(TrainSettings settings, BuildOrigin origin, String name) implements Serializable {
    static final String LOG_GROUP = "/aws/sagemaker/TrainingJobs";

    static TrainingJob of(TrainSettings settings, BuildOrigin origin) {
        String end = origin.build().replaceAll("[^a-zA-Z0-9]", "") + "-" + origin.id();
        return new TrainingJob(settings, origin, Names.join(settings.name(), end));
    }

    LogTail logTail(CloudWatchLogsClient client) {
        return new LogTail(client, LOG_GROUP, name + "/", settings.instanceCount());
    }

    /** Its log on the build's console; what the metrics are in it goes to the build's page. */
    JobLog shownLog(OperationContext context) throws IOException, InterruptedException {
        LoggedMetrics metrics = new LoggedMetrics(settings.metrics(), context.report());
        return new JobLog(logTail(context.aws().cloudWatchLogs()), context, metrics::read);
    }

    /** For messages. */
    String words() {
        return Words.of(TrainingJob.class, "trainingJob", name);
    }
}
