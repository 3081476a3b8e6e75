package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import java.util.Optional;

/** What SageMaker's APIs take, as far as several steps need it. Each rule gives the remedy, or nothing. */
public final class SageMakerRules {
    private static final String NAME = "[a-zA-Z0-9](-*[a-zA-Z0-9])*";
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_ENDPOINT_NAME = 63;
    private static final int MOST_TAGS = 45;
    private static final String KEY = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}";
    private static final String ALIAS = "alias/[a-zA-Z0-9/_-]{1,250}";
    private static final int MOST_VARIABLES = 48;

    private SageMakerRules() {}

    /** A name that the plugin makes names from. */
    public static Optional<String> name(String name) {
        return name.length() <= LONGEST_NAME && name.matches(NAME)
                ? Optional.empty()
                : Optional.of(Words.of(SageMakerRules.class, "giveLettersDigits", LONGEST_NAME));
    }

    /** An endpoint's own name. */
    public static Optional<String> endpointName(String name) {
        return name.length() <= LONGEST_ENDPOINT_NAME && name.matches(NAME)
                ? Optional.empty()
                : Optional.of(Words.of(SageMakerRules.class, "giveLettersDigitsHyphens"));
    }

    public static Optional<String> role(String role) {
        return role.matches("arn:aws[a-z-]*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@/-]{1,500}")
                ? Optional.empty()
                : Optional.of(Words.of(SageMakerRules.class, "giveArnIam"));
    }

    public static Optional<String> bucket(String bucket) {
        return bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
                ? Optional.empty()
                : Optional.of(Words.of(SageMakerRules.class, "giveNameS"));
    }

    /** A key of AWS KMS; none if empty. */
    public static Optional<String> kmsKey(String key) {
        String arn = "arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:(key/(" + KEY + ")|" + ALIAS + ")";
        return key.isEmpty() || key.matches(KEY + "|" + ALIAS + "|" + arn)
                ? Optional.empty()
                : Optional.of(Words.of(SageMakerRules.class, "giveArnId"));
    }

    public static Optional<String> image(String image) {
        return image.matches("\\S{1,255}")
                ? Optional.empty()
                : Optional.of(Words.of(SageMakerRules.class, "giveRegistryPath"));
    }

    public static Optional<String> instanceType(String type) {
        return type.matches("ml\\.[a-z0-9-]+\\.[a-z0-9-]+")
                ? Optional.empty()
                : Optional.of(Words.of(SageMakerRules.class, "giveSagemakerInstance"));
    }

    public static void environment(Map<String, String> environment, Mistakes mistakes) {
        if (environment.size() > MOST_VARIABLES) {
            mistakes.add(
                    "environment",
                    Words.of(SageMakerRules.class, "variables", environment.size()),
                    Words.of(SageMakerRules.class, "mostTaken", MOST_VARIABLES));
        }
        environment.forEach((key, value) -> {
            if (!key.matches("[a-zA-Z_][a-zA-Z0-9_]{0,511}")) {
                mistakes.add("environment", key, Words.of(SageMakerRules.class, "variablesNameLetters"));
            }
            if (value.length() > 512) {
                // the value may be a secret
                mistakes.add(
                        "environment." + key,
                        Words.of(SageMakerRules.class, "characters", value.length()),
                        Words.of(SageMakerRules.class, "valueMost"));
            }
        });
    }

    public static void tags(Map<String, String> tags, Mistakes mistakes) {
        if (tags.size() > MOST_TAGS) {
            mistakes.add(
                    "tags",
                    Words.of(SageMakerRules.class, "tags", tags.size()),
                    Words.of(SageMakerRules.class, "mostTakenBeside", MOST_TAGS));
        }
        tags.forEach((key, value) -> {
            if (!key.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}") || key.startsWith("aws:")) {
                mistakes.add("tags", key, Words.of(SageMakerRules.class, "keyLettersDigits"));
            } else if (key.startsWith("codecraft:")) {
                mistakes.add("tags", key, Words.of(SageMakerRules.class, "keysBeginCodecraft"));
            }
            if (!value.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}")) {
                mistakes.add("tags." + key, value, Words.of(SageMakerRules.class, "valueMostLetters"));
            }
        });
    }
}
