package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the parameters of a batch transform must be. Each rule gives the remedy, or nothing. */
final class TransformRules {
    static final List<String> SPLIT_TYPES = List.of("None", "Line", "RecordIO", "TFRecord");
    static final List<String> ASSEMBLIES = List.of("None", "Line");
    static final List<String> STRATEGIES = List.of("MultiRecord", "SingleRecord");
    static final List<String> JOINS = List.of("None", "Input");
    private static final int MOST_VARIABLES = 16;
    private static final int MOST_MEGABYTES = 100;
    private static final String OBJECT = "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/.+";

    private TransformRules() {}

    static void check(TransformSettings settings, Mistakes mistakes) {
        mistakes.check("name", settings.name(), SageMakerRules.name(settings.name()));
        model(settings.model(), mistakes);
        data(settings.data(), mistakes);
        work(settings.work(), mistakes);
        if (settings.needsBucket()) {
            String bucket = settings.keeping().bucket();
            mistakes.check("bucket", bucket, SageMakerRules.bucket(bucket));
        }
        mistakes.check(
                "kmsKey",
                settings.keeping().kmsKey(),
                SageMakerRules.kmsKey(settings.keeping().kmsKey()));
        SageMakerRules.tags(settings.tags(), mistakes);
        mistakes.check("maxRuntime", settings.maxRuntime(), maxRuntime(settings.maxRuntime()));
        mistakes.check("logs", settings.logs(), logs(settings.logs()));
        mistakes.check(
                "expect",
                settings.expect().text(),
                Expectation.mistake(settings.expect().text()));
    }

    private static void model(TransformSettings.Model model, Mistakes mistakes) {
        mistakes.check("model", model.existing() + model.artifacts(), model(model.existing(), model.artifacts()));
        if (model.artifacts().isEmpty()) {
            return;
        }
        mistakes.check("image", model.image(), SageMakerRules.image(model.image()));
        mistakes.check("role", model.role(), SageMakerRules.role(model.role()));
        if (model.entryPoint().isEmpty() != model.sourceUri().isEmpty()) {
            mistakes.add(
                    model.entryPoint().isEmpty() ? "entryPoint" : "sourceUri",
                    null,
                    Words.of(TransformRules.class, "entrypointNamesScript"));
        }
    }

    /** Of the two one is "". */
    static Optional<String> model(String name, String artifacts) {
        boolean right = name.matches("[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?") || artifacts.matches(OBJECT);
        return right ? Optional.empty() : Optional.of(Words.of(TransformRules.class, "giveNameSagemaker"));
    }

    private static void data(TransformSettings.Data data, Mistakes mistakes) {
        mistakes.check("input", data.input(), input(data.input()));
        mistakes.check("output", data.output(), output(data.output()));
        mistakes.check("contentType", data.contentType(), header(data.contentType()));
        mistakes.check("accept", data.accept(), header(data.accept()));
        mistakes.check("splitType", data.splitType(), oneOf(SPLIT_TYPES, data.splitType()));
        mistakes.check("assembleWith", data.assembleWith(), oneOf(ASSEMBLIES, data.assembleWith()));
        mistakes.check("inputFilter", data.inputFilter(), filter(data.inputFilter()));
        mistakes.check("outputFilter", data.outputFilter(), filter(data.outputFilter()));
        mistakes.check("joinSource", data.joinSource(), oneOf(JOINS, data.joinSource()));
    }

    static Optional<String> input(String input) {
        if (input.startsWith("s3://")) {
            return input.matches(OBJECT)
                    ? Optional.empty()
                    : Optional.of(Words.of(TransformRules.class, "giveUriObject"));
        }
        return inside(input) ? Optional.empty() : Optional.of(Words.of(TransformRules.class, "nameFileFolder"));
    }

    static Optional<String> output(String output) {
        if (output.isEmpty()) {
            return Optional.empty();
        }
        if (output.startsWith("s3://")) {
            return output.matches(OBJECT)
                    ? Optional.empty()
                    : Optional.of(Words.of(TransformRules.class, "giveUriFolder"));
        }
        return inside(output) ? Optional.empty() : Optional.of(Words.of(TransformRules.class, "nameFolderWorkspace"));
    }

    private static boolean inside(String path) {
        List<String> names = List.of(path.split("[/\\\\]+"));
        return !path.isBlank()
                && !names.isEmpty()
                && !names.get(0).isEmpty()
                && !names.get(0).matches("[A-Za-z]:.*")
                && !names.contains("..");
    }

    static Optional<String> header(String text) {
        return text.matches("[\\x21-\\x7e ]{0,256}")
                ? Optional.empty()
                : Optional.of(Words.of(TransformRules.class, "giveMimeType"));
    }

    static Optional<String> filter(String filter) {
        return filter.isEmpty() || filter.matches("\\$.{0,62}")
                ? Optional.empty()
                : Optional.of(Words.of(TransformRules.class, "giveJsonPath"));
    }

    static Optional<String> oneOf(List<String> values, String value) {
        return value.isEmpty() || values.contains(value)
                ? Optional.empty()
                : Optional.of(Words.of(TransformRules.class, "giveOne", String.join(", ", values)));
    }

    private static void work(TransformSettings.Work work, Mistakes mistakes) {
        mistakes.check("instanceType", work.instanceType(), SageMakerRules.instanceType(work.instanceType()));
        mistakes.check("instanceCount", work.instanceCount(), instanceCount(work.instanceCount()));
        mistakes.check("strategy", work.strategy(), oneOf(STRATEGIES, work.strategy()));
        if (work.maxPayload() != null) {
            mistakes.check("maxPayload", work.maxPayload(), maxPayload(work.maxPayload()));
        }
        if (work.maxConcurrentTransforms() != null) {
            mistakes.check(
                    "maxConcurrentTransforms",
                    work.maxConcurrentTransforms(),
                    maxConcurrentTransforms(work.maxConcurrentTransforms(), work.maxPayload()));
        }
        environment(work.environment(), mistakes);
    }

    static Optional<String> instanceCount(int count) {
        return count >= 1 && count <= 100 ? Optional.empty() : Optional.of(Words.of(TransformRules.class, "give"));
    }

    static Optional<String> maxPayload(int megabytes) {
        return megabytes >= 0 && megabytes <= MOST_MEGABYTES
                ? Optional.empty()
                : Optional.of(Words.of(TransformRules.class, "giveNoLimit", MOST_MEGABYTES));
    }

    static Optional<String> maxConcurrentTransforms(int count, Integer maxPayload) {
        if (count < 0) {
            return Optional.of(Words.of(TransformRules.class, "giveMore"));
        }
        return maxPayload != null && (long) count * maxPayload > MOST_MEGABYTES
                ? Optional.of(Words.of(TransformRules.class, "timesMaxpayloadMay", MOST_MEGABYTES))
                : Optional.empty();
    }

    static void environment(Map<String, String> environment, Mistakes mistakes) {
        SageMakerRules.environment(environment, mistakes);
        if (environment.size() > MOST_VARIABLES) {
            mistakes.add(
                    "environment",
                    Words.of(TransformRules.class, "variables", environment.size()),
                    Words.of(TransformRules.class, "transformTakes", MOST_VARIABLES));
        }
    }

    static Optional<String> maxRuntime(String text) {
        return text.isEmpty()
                        || Durations.parse(text)
                                .filter(time -> time.compareTo(Duration.ofMinutes(1)) >= 0)
                                .isPresent()
                ? Optional.empty()
                : Optional.of(Words.of(TransformRules.class, "giveLeastM"));
    }

    static Optional<String> logs(String mode) {
        return LogMode.of(mode).isPresent()
                ? Optional.empty()
                : Optional.of(Words.of(TransformRules.class, "giveAllTail"));
    }
}
