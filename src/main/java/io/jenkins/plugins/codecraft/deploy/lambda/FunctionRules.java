package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parameters of {@code lambdaFunction} must be when it is deployed. */
final class FunctionRules {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_LAYERS = 5;
    private static final int MOST_ENVIRONMENT = 4096;
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    private FunctionRules() {}

    static void check(FunctionSettings settings, DeployOptions options, Mistakes mistakes) {
        mistakes.check("name", settings.name(), name(settings.name()));
        mistakes.check("source", settings.source(), source(settings.source(), settings.image()));
        mistakes.check("image", settings.image(), image(settings.image(), settings.source()));
        mistakes.check("runtime", settings.runtime(), runtime(settings.runtime(), settings.image()));
        mistakes.check("handler", settings.handler(), handler(settings.handler(), settings.image()));
        mistakes.check("role", settings.role(), role(settings.role()));
        mistakes.check("description", settings.description(), description(settings.description()));
        mistakes.check("memory", settings.memory(), memory(settings.memory()));
        mistakes.check("timeout", settings.timeout(), timeout(settings.timeout()));
        mistakes.check("ephemeralStorage", settings.ephemeralStorage(), storage(settings.ephemeralStorage()));
        mistakes.check("architecture", settings.architecture(), architecture(settings.architecture()));
        environment(settings.environment(), mistakes);
        mistakes.check("layers", settings.layers().toString(), layers(settings.layers(), settings.image()));
        network(settings, mistakes);
        concurrency(settings, mistakes);
        if (settings.hasAlias()) {
            mistakes.check("alias", settings.alias(), alias(settings.alias()));
        } else {
            requireAlias(settings, options, mistakes);
        }
        settings.rollout()
                .check(
                        mistakes,
                        EnumSet.of(
                                RolloutSettings.Kind.ALL_AT_ONCE,
                                RolloutSettings.Kind.CANARY,
                                RolloutSettings.Kind.LINEAR));
        if (!settings.bucket().isEmpty()) {
            mistakes.check("bucket", settings.bucket(), SageMakerRules.bucket(settings.bucket()));
        }
        for (int i = 0; i < settings.triggers().size(); i++) {
            settings.triggers().get(i).check("triggers[" + i + "]", mistakes);
        }
        options.check(mistakes);
        options.check().ifPresent(check -> {
            check.checkThatIsNoApi(mistakes);
            check.checkThatSomethingIsSent(mistakes);
            if (check.payload() != null && Json.read(check.payload()).isEmpty()) {
                mistakes.add("verify.payload", check.payload(), Words.of(FunctionRules.class, "giveJsonFunction"));
            }
            Integer reserved = settings.reservedConcurrency();
            if (reserved != null && reserved == 0) {
                mistakes.add("reservedConcurrency", 0, Words.of(FunctionRules.class, "functionStoppedCant"));
            }
        });
    }

    /** Without an alias whoever calls the function gets a change at once. */
    private static void requireAlias(FunctionSettings settings, DeployOptions options, Mistakes mistakes) {
        String why = Words.of(FunctionRules.class, "needsAliasSuch");
        if (!settings.rollout().steps().isEmpty()) {
            mistakes.add("alias", "", Words.of(FunctionRules.class, "rollout", why));
        } else if (options.check().isPresent()) {
            mistakes.add("alias", "", "verify" + why);
        }
    }

    private static void network(FunctionSettings settings, Mistakes mistakes) {
        if (settings.subnets().isEmpty() != settings.securityGroups().isEmpty()) {
            mistakes.add(
                    settings.subnets().isEmpty() ? "subnets" : "securityGroups",
                    "",
                    Words.of(FunctionRules.class, "functionVpcNeeds"));
        }
        settings.subnets().stream()
                .filter(id -> !id.matches("subnet-[0-9a-z]+"))
                .forEach(id -> mistakes.add("subnets", id, Words.of(FunctionRules.class, "subnetsIdLike")));
        settings.securityGroups().stream()
                .filter(id -> !id.matches("sg-[0-9a-zA-Z]+"))
                .forEach(id -> mistakes.add("securityGroups", id, Words.of(FunctionRules.class, "securityGroupsId")));
    }

    private static void concurrency(FunctionSettings settings, Mistakes mistakes) {
        Integer reserved = settings.reservedConcurrency();
        Integer provisioned = settings.provisionedConcurrency();
        if (reserved != null) {
            mistakes.check("reservedConcurrency", reserved, reservedConcurrency(reserved));
        }
        if (provisioned != null) {
            mistakes.check("provisionedConcurrency", provisioned, provisionedConcurrency(provisioned));
            if (reserved != null && provisioned > reserved) {
                mistakes.add(
                        "provisionedConcurrency", provisioned, Words.of(FunctionRules.class, "cantMoreThan", reserved));
            }
        }
    }

    static Optional<String> name(String name) {
        return name.matches("[a-zA-Z0-9_-]{1,64}")
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveLettersDigits"));
    }

    static Optional<String> source(String source, String image) {
        if (source.isEmpty() == image.isEmpty()) {
            return Optional.of(Words.of(FunctionRules.class, "giveEitherSource"));
        }
        return Optional.empty();
    }

    static Optional<String> image(String image, String source) {
        if (image.isEmpty()) {
            return Optional.empty();
        }
        if (!source.isEmpty()) {
            return Optional.of(Words.of(FunctionRules.class, "thereSourceAs"));
        }
        return image.matches("\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/\\S{1,255}")
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveImagePrivate"));
    }

    static Optional<String> runtime(String runtime, String image) {
        if (!image.isEmpty()) {
            return runtime.isEmpty() ? Optional.empty() : Optional.of(Words.of(FunctionRules.class, "imageBringsOwn"));
        }
        return runtime.matches("[a-z]+[a-z0-9.]{0,40}")
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveOneLambdas"));
    }

    static Optional<String> handler(String handler, String image) {
        if (!image.isEmpty()) {
            return handler.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Words.of(FunctionRules.class, "imageBringsOwnHandler"));
        }
        return handler.matches("\\S{1,128}")
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveFileFunction"));
    }

    static Optional<String> role(String role) {
        return role.matches("arn:aws[a-z-]*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@/-]{1,500}")
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveArnIam"));
    }

    static Optional<String> description(String description) {
        return description.length() <= 256
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "mostCharacters"));
    }

    static Optional<String> memory(int memory) {
        return memory >= 128 && memory <= 10_240
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveMb"));
    }

    static Optional<String> storage(int storage) {
        return storage >= 512 && storage <= 10_240
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveMb2"));
    }

    static Optional<String> timeout(String timeout) {
        return Durations.parse(timeout)
                        .filter(time -> time.toSeconds() >= 1 && time.compareTo(LONGEST) <= 0)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveSecondMinutes"));
    }

    static Optional<String> architecture(String architecture) {
        return architecture.equals("x86_64") || architecture.equals("arm64")
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveXArm"));
    }

    static void environment(Map<String, String> environment, Mistakes mistakes) {
        int bytes = 0;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String key = variable.getKey();
            bytes += key.length() + variable.getValue().length();
            if (!key.matches("[a-zA-Z][a-zA-Z0-9_]+")) {
                mistakes.add("environment", key, Words.of(FunctionRules.class, "variablesNameTwo"));
            } else if (RESERVED.contains(key)) {
                mistakes.add("environment", key, Words.of(FunctionRules.class, "lambdaSetsVariable"));
            }
        }
        if (bytes > MOST_ENVIRONMENT) {
            mistakes.add(
                    "environment",
                    Words.of(FunctionRules.class, "bytes", bytes),
                    Words.of(FunctionRules.class, "namesValuesMay"));
        }
    }

    static Optional<String> layers(List<String> layers, String image) {
        if (!image.isEmpty() && !layers.isEmpty()) {
            return Optional.of(Words.of(FunctionRules.class, "imageNoLayers"));
        }
        if (layers.size() > MOST_LAYERS) {
            return Optional.of(Words.of(FunctionRules.class, "mostLayersTaken", MOST_LAYERS));
        }
        return layers.stream()
                        .allMatch(arn ->
                                arn.matches("arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:layer:[a-zA-Z0-9_-]+:\\d+"))
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveArnsLayer"));
    }

    static Optional<String> alias(String alias) {
        return alias.matches("(?!\\d+$)[a-zA-Z0-9_-]{1,128}")
                ? Optional.empty()
                : Optional.of(Words.of(FunctionRules.class, "giveLettersDigitsHyphens"));
    }

    static Optional<String> reservedConcurrency(int executions) {
        return executions >= 0 ? Optional.empty() : Optional.of(Words.of(FunctionRules.class, "giveFunctionStopped"));
    }

    static Optional<String> provisionedConcurrency(int executions) {
        return executions >= 1 ? Optional.empty() : Optional.of(Words.of(FunctionRules.class, "giveLeastLeave"));
    }
}
