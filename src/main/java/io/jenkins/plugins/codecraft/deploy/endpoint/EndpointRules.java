package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the parameters of {@code sagemakerEndpoint} must be when it is deployed. */
final class EndpointRules {
    private static final int MOST_VARIANTS = 10;
    private static final String FOLDER = "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?";
    private static final String PACKAGE =
            "arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:\\d{12}:model-package/[a-zA-Z0-9](-*[a-zA-Z0-9])*(/\\d+)?";
    private static final String GROUP =
            "(arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:\\d{12}:model-package-group/)?" + "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}";

    private EndpointRules() {}

    static void check(EndpointSettings settings, Mistakes mistakes) {
        mistakes.check("name", settings.name(), SageMakerRules.endpointName(settings.name()));
        mistakes.check("role", settings.role(), SageMakerRules.role(settings.role()));
        checkVariants(settings, mistakes);
        mistakes.check("kmsKey", settings.kmsKey(), SageMakerRules.kmsKey(settings.kmsKey()));
        EndpointParts.check(settings, mistakes);
        EndpointRollout.check(settings, mistakes);
        settings.options().check(mistakes);
        settings.options().check().ifPresent(check -> {
            check.checkThatIsNoApi(mistakes);
            check.checkThatSomethingIsSent(mistakes);
            if (settings.async() != null) {
                mistakes.add("verify", "check(…)", Words.of(EndpointRules.class, "asynchronousEndpointGives"));
            }
        });
    }

    private static void checkVariants(EndpointSettings settings, Mistakes mistakes) {
        List<VariantSettings> variants = settings.variants();
        if (variants.size() > MOST_VARIANTS) {
            mistakes.add(
                    "variants", variants.size(), Words.of(EndpointRules.class, "endpointVariantsMost", MOST_VARIANTS));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < variants.size(); i++) {
            String place = variants.size() == 1 ? "" : "variants[" + i + "].";
            VariantSettings variant = variants.get(i);
            mistakes.check(place + "name", variant.name(), variantName(variant.name()));
            if (!names.add(variant.name())) {
                mistakes.add(place + "name", variant.name(), Words.of(EndpointRules.class, "anotherVariantName"));
            }
            checkModel(variant.model(), place, mistakes);
            if (settings.serverless() == null) {
                mistakes.check(
                        place + "instanceType",
                        variant.instanceType(),
                        SageMakerRules.instanceType(variant.instanceType()));
                mistakes.check(
                        place + "instanceCount", variant.instanceCount(), instanceCount(variant.instanceCount()));
            }
            mistakes.check(place + "weight", variant.weight(), weight(variant.weight()));
        }
        if (variants.stream().mapToDouble(VariantSettings::weight).sum() <= 0) {
            mistakes.add(
                    "variants",
                    Words.of(EndpointRules.class, "weight"),
                    Words.of(EndpointRules.class, "leastOneVariant"));
        }
    }

    private static void checkModel(ModelSettings model, String place, Mistakes mistakes) {
        if (!model.isPackaged()) {
            mistakes.check(place + "model", model.artifacts(), model(model.artifacts()));
            mistakes.check(place + "image", model.image(), SageMakerRules.image(model.image()));
            mistakes.check("entryPoint", "", other(model.entryPoint(), model.sourceUri()));
            mistakes.check("sourceUri", "", other(model.sourceUri(), model.entryPoint()));
        } else {
            mistakes.check(place + "modelPackageGroup", model.group(), group(model.group()));
            if (!model.group().isEmpty()
                    && (!model.modelPackage().isEmpty() || !model.artifacts().isEmpty())) {
                mistakes.add(place + "modelPackageGroup", model.group(), Words.of(EndpointRules.class, "thereModelAs"));
            }
        }
        SageMakerRules.environment(model.environment(), mistakes);
    }

    static Optional<String> variantName(String name) {
        return name.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")
                ? Optional.empty()
                : Optional.of(Words.of(EndpointRules.class, "giveLettersDigits"));
    }

    static Optional<String> instanceCount(int count) {
        return count >= 1 ? Optional.empty() : Optional.of(Words.of(EndpointRules.class, "leastInstanceNeeded"));
    }

    static Optional<String> weight(double weight) {
        return weight >= 0 && weight < 1e6
                ? Optional.empty()
                : Optional.of(Words.of(EndpointRules.class, "giveNumberNot"));
    }

    /** What is wrong with one of entryPoint and sourceUri, given the other. */
    static Optional<String> other(String one, String other) {
        return one.isEmpty() && !other.isEmpty()
                ? Optional.of(Words.of(EndpointRules.class, "entrypointNamesScript"))
                : Optional.empty();
    }

    static Optional<String> model(String model) {
        return isArtifact(model) || isPackage(model)
                ? Optional.empty()
                : Optional.of(Words.of(EndpointRules.class, "giveWhatCodecrafttrain"));
    }

    private static boolean isArtifact(String uri) {
        return uri.matches("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/.+");
    }

    /** Whether a text is the ARN of a model package. */
    static boolean isPackage(String text) {
        return text.matches(PACKAGE);
    }

    static Optional<String> group(String group) {
        return group.isEmpty() || group.matches(GROUP)
                ? Optional.empty()
                : Optional.of(Words.of(EndpointRules.class, "giveNameArn"));
    }

    static Optional<String> folder(String uri) {
        return uri.matches(FOLDER) ? Optional.empty() : Optional.of(Words.of(EndpointRules.class, "giveSUri"));
    }
}
