package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.logs.LogLine;
import io.jenkins.plugins.codecraft.logs.LogTail;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.storage.StagedDataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is kept of a training, as texts, and where: {@code runs/JOB/BUILD/TRAINING_JOB/} below the prefix. */
record RunRecord(EndedJob ended) {
    static final String JSON = "application/json";

    String path(String name) {
        BuildOrigin origin = ended.job().origin();
        return "runs/" + origin.job() + "/" + origin.build() + "/" + ended.job().name() + "/" + name;
    }

    /** The folder's, with a slash at the end. */
    String uri() {
        return ended.location().uri(ended.location().key(path("")));
    }

    /** What the job was made of. The environment is left out: it may hold secrets. */
    String inputs() {
        TrainSettings settings = ended.job().settings();
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("trainingJob", ended.job().name());
        inputs.put("job", ended.job().origin().job());
        inputs.put("build", ended.job().origin().build());
        inputs.put("image", settings.image());
        inputs.put("role", settings.role());
        inputs.put("instanceType", settings.instanceType());
        inputs.put("instanceCount", settings.instanceCount());
        inputs.put("spot", settings.spot());
        inputs.put("hyperparameters", settings.hyperparameters());
        if (settings.scriptMode()) {
            inputs.put("source", settings.source());
            inputs.put("entryPoint", settings.entryPoint());
            inputs.put("sourceUri", ended.inputs().source());
        }
        List<Object> channels = new ArrayList<>();
        for (int i = 0; i < settings.channels().size(); i++) {
            channels.add(channel(
                    settings.channels().get(i), ended.inputs().channels().get(i)));
        }
        inputs.put("channels", channels);
        return Json.write(inputs) + "\n";
    }

    private static Map<String, Object> channel(ChannelSettings settings, String uri) {
        Map<String, Object> channel = new LinkedHashMap<>();
        channel.put("name", settings.name());
        channel.put("source", settings.source());
        channel.put("uri", uri);
        if (!settings.inS3()) {
            channel.put("manifestUri", StagedDataset.manifestUri(uri));
        }
        return channel;
    }

    /** The step's result, and why it failed if it did. */
    String result() {
        Map<String, Object> result = new LinkedHashMap<>(ended.conclusion().result());
        if (ended.conclusion().failed()) {
            result.put("failure", ended.conclusion().failure());
        }
        return Json.write(result) + "\n";
    }

    String log(LogTail.Batch batch, LogTail tail) {
        boolean several = batch.cursor().tokens().size() > 1;
        StringBuilder text = new StringBuilder();
        for (LogLine line : batch.lines()) {
            if (several) {
                text.append('[').append(tail.shortName(line.stream())).append("] ");
            }
            text.append(line.text()).append('\n');
        }
        return text.toString();
    }
}
