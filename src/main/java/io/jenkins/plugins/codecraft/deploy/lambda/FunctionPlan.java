package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** What is wanted, and for which build. */
record FunctionPlan(FunctionSettings settings, DeployOptions options, BuildOrigin origin) implements Serializable {
    /** What the descriptions of our versions begin with. */
    static final String MARK = "codecraft: ";

    private static final int LONGEST_DESCRIPTION = 256;

    String name() {
        return settings.name();
    }

    String words() {
        return Words.of(FunctionPlan.class, "function", settings.name());
    }

    String aliasWords() {
        return Words.of(FunctionPlan.class, "alias", settings.alias(), words());
    }

    /** The user's tags and ours. */
    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>(options.tags());
        tags.putAll(origin.tags(settings.name()));
        return tags;
    }

    /** Whether a version was published by this plugin. */
    static boolean published(FunctionConfiguration version) {
        return version.description() != null && version.description().startsWith(MARK);
    }

    /** How a published version says where it is from. */
    String versionDescription() {
        String text = MARK + origin.job() + " #" + origin.build();
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION);
    }
}
