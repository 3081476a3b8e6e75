package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Report;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a job is made of, for the build's page. The environment is left out: it may hold secrets. */
record JobFacts(TrainingJob job, StagedInputs inputs) {

    void tell(Report report, ConsoleUrls urls) {
        facts(urls).forEach(report::fact);
        job.settings().metrics().forEach(metric -> report.limits(metric.name(), metric.min(), metric.max()));
    }

    private Map<String, Object> facts(ConsoleUrls urls) {
        TrainSettings settings = job.settings();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", job.name());
        facts.put("consoleUrl", urls.trainingJob(job.name()));
        facts.put("logUrl", urls.logs(TrainingJob.LOG_GROUP, job.name() + "/"));
        facts.put("instanceType", settings.instanceType());
        facts.put("instanceCount", settings.instanceCount());
        facts.put("spot", settings.spot());
        facts.put("maxRuntime", settings.maxRuntime());
        facts.put("image", settings.image());
        facts.put("role", settings.role());
        facts.put("source", settings.source());
        facts.put("entryPoint", settings.entryPoint());
        facts.put("sourceUri", inputs.source());
        facts.put("channels", channels());
        facts.put("hyperparameters", settings.hyperparameters());
        return facts;
    }

    private Map<String, Object> channels() {
        Map<String, Object> channels = new LinkedHashMap<>();
        for (int i = 0; i < inputs.channels().size(); i++) {
            ChannelSettings settings = job.settings().channels().get(i);
            String uri = inputs.channels().get(i);
            channels.put(settings.name(), settings.inS3() ? uri : settings.source() + " → " + uri);
        }
        return channels;
    }
}
