package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings.Kind;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import java.util.Set;

/** What the parameters of {@code stepFunctions} must be when it is deployed. */
final class MachineRules {
    private MachineRules() {}

    static void check(MachineSettings settings, Mistakes mistakes) {
        mistakes.check("name", settings.name(), name(settings.name()));
        mistakes.check("definition", settings.definition(), definition(settings.definition()));
        mistakes.check("role", settings.role(), role(settings.role()));
        mistakes.check("type", settings.type(), type(settings.type()));
        mistakes.check("alias", settings.alias(), alias(settings.alias()));
        settings.logging().check(mistakes);
        mistakes.check("kmsKey", settings.kmsKey(), kmsKey(settings.kmsKey()));
        settings.rollout().check(mistakes, Set.of(Kind.ALL_AT_ONCE, Kind.CANARY, Kind.LINEAR));
        if (!settings.hasAlias() && !settings.rollout().equals(RolloutSettings.allAtOnce())) {
            mistakes.add(
                    "rollout", settings.rollout().kind().symbol(), Words.of(MachineRules.class, "withoutAliasThere"));
        }
        settings.options().check(mistakes);
        settings.options().check().ifPresent(check -> {
            check.checkThatIsNoApi(mistakes);
            if (check.payload() != null && Json.read(check.payload()).isEmpty()) {
                mistakes.add("verify.payload", check.payload(), Words.of(MachineRules.class, "giveJsonInput"));
            }
            if (!check.contentType().isEmpty()) {
                mistakes.add(
                        "verify.contentType",
                        check.contentType(),
                        Words.of(MachineRules.class, "inputExecutionAlways"));
            }
        });
    }

    static Optional<String> name(String name) {
        return name.matches("[A-Za-z0-9_-]{1,80}")
                ? Optional.empty()
                : Optional.of(Words.of(MachineRules.class, "giveLettersDigits"));
    }

    static Optional<String> definition(String file) {
        return file.matches(".+\\.(json|ya?ml)")
                ? Optional.empty()
                : Optional.of(Words.of(MachineRules.class, "giveFileWorkspace"));
    }

    static Optional<String> role(String role) {
        return role.matches("arn:aws[a-z-]*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@/-]{1,500}")
                ? Optional.empty()
                : Optional.of(Words.of(MachineRules.class, "giveArnIam"));
    }

    /** An alias is none: AWS may tell of the key that it leads to, which could not be compared. */
    static Optional<String> kmsKey(String key) {
        return key.isEmpty()
                        || !key.contains("alias/") && SageMakerRules.kmsKey(key).isEmpty()
                ? Optional.empty()
                : Optional.of(Words.of(MachineRules.class, "giveArnId"));
    }

    static Optional<String> type(String type) {
        return Set.of("STANDARD", "EXPRESS").contains(type)
                ? Optional.empty()
                : Optional.of(Words.of(MachineRules.class, "giveStandardExpress"));
    }

    static Optional<String> alias(String alias) {
        return alias.isEmpty() || alias.matches("(?=.*[A-Za-z_.-])[A-Za-z0-9_.-]{1,80}")
                ? Optional.empty()
                : Optional.of(Words.of(MachineRules.class, "giveLettersDigitsDots"));
    }
}
