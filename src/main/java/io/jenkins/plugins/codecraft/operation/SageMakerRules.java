package io.jenkins.plugins.codecraft.operation;

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
                : Optional.of("Give 1 to " + LONGEST_NAME
                        + " letters, digits and hyphens, the first and last no hyphen, such as 'iris'.");
    }

    /** An endpoint's own name. */
    public static Optional<String> endpointName(String name) {
        return name.length() <= LONGEST_ENDPOINT_NAME && name.matches(NAME)
                ? Optional.empty()
                : Optional.of("Give 1 to 63 letters, digits and hyphens, the first and last no hyphen.");
    }

    public static Optional<String> role(String role) {
        return role.matches("arn:aws[a-z-]*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@/-]{1,500}")
                ? Optional.empty()
                : Optional.of("Give the ARN of the IAM role that SageMaker assumes,"
                        + " such as 'arn:aws:iam::123456789012:role/SageMakerRole'.");
    }

    public static Optional<String> bucket(String bucket) {
        return bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
                ? Optional.empty()
                : Optional.of("Give the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and hyphens.");
    }

    /** A key of AWS KMS; none if empty. */
    public static Optional<String> kmsKey(String key) {
        String arn = "arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:(key/(" + KEY + ")|" + ALIAS + ")";
        return key.isEmpty() || key.matches(KEY + "|" + ALIAS + "|" + arn)
                ? Optional.empty()
                : Optional.of("Give the ARN, the id or the alias of a KMS key of the bucket's region,"
                        + " such as 'alias/training'.");
    }

    public static Optional<String> image(String image) {
        return image.matches("\\S{1,255}")
                ? Optional.empty()
                : Optional.of("Give the registry path of a container image in Amazon ECR,"
                        + " such as '123456789012.dkr.ecr.eu-central-1.amazonaws.com/my-image:1'.");
    }

    public static Optional<String> instanceType(String type) {
        return type.matches("ml\\.[a-z0-9-]+\\.[a-z0-9-]+")
                ? Optional.empty()
                : Optional.of("Give a SageMaker instance type, such as 'ml.m5.large'.");
    }

    public static void environment(Map<String, String> environment, Mistakes mistakes) {
        if (environment.size() > MOST_VARIABLES) {
            mistakes.add("environment", environment.size() + " variables", "At most " + MOST_VARIABLES + " are taken.");
        }
        environment.forEach((key, value) -> {
            if (!key.matches("[a-zA-Z_][a-zA-Z0-9_]{0,511}")) {
                mistakes.add("environment", key, "A variable's name has letters, digits and underscores.");
            }
            if (value.length() > 512) {
                // the value may be a secret
                mistakes.add("environment." + key, value.length() + " characters", "A value has 512 at most.");
            }
        });
    }

    public static void tags(Map<String, String> tags, Mistakes mistakes) {
        if (tags.size() > MOST_TAGS) {
            mistakes.add("tags", tags.size() + " tags", "At most " + MOST_TAGS + " are taken beside our own.");
        }
        tags.forEach((key, value) -> {
            if (!key.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}") || key.startsWith("aws:")) {
                mistakes.add("tags", key, "A key has 1 to 128 letters, digits, spaces or _.:/=+-@, not 'aws:' first.");
            } else if (key.startsWith("codecraft:")) {
                mistakes.add("tags", key, "Keys that begin with codecraft: say which build made a resource.");
            }
            if (!value.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}")) {
                mistakes.add("tags." + key, value, "A value has at most 256 letters, digits, spaces or _.:/=+-@.");
            }
        });
    }
}
