package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Names;
import io.jenkins.plugins.codecraft.logs.LogTail;
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

    /** For messages. */
    String words() {
        return "training job " + name;
    }
}
