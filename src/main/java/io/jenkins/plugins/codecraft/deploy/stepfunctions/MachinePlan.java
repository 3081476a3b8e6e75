package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Digests;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.model.Tag;

/**
 * What is wanted, and for which build.
 *
 * @param arn of the state machine
 * @param wanted what it is to be
 */
record MachinePlan(MachineSettings settings, BuildOrigin origin, String arn, MachineConfig wanted)
        implements Serializable {
    /** What the descriptions of our versions begin with. */
    static final String MARK = "codecraft: ";

    private static final int LONGEST_DESCRIPTION = 256;
    private static final int DIGITS = 12;

    String name() {
        return settings.name();
    }

    DeployOptions options() {
        return settings.options();
    }

    String aliasArn() {
        return arn + ":" + settings.alias();
    }

    String words() {
        return Words.of(MachinePlan.class, "stateMachine", settings.name());
    }

    String aliasWords() {
        return Words.of(MachinePlan.class, "alias", settings.alias(), words());
    }

    /** The user's tags and ours. */
    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>(settings.options().tags());
        tags.putAll(origin.tags(settings.name()));
        return tags;
    }

    static List<Tag> tags(Map<String, String> tags) {
        List<Tag> all = new ArrayList<>();
        tags.forEach((key, value) -> all.add(Tag.builder().key(key).value(value).build()));
        return all;
    }

    /** How a published version says what it is and where it is from. */
    String versionDescription() {
        List<String> content = new ArrayList<>();
        wanted.fields().forEach((field, value) -> {
            content.add(field);
            content.add(value);
        });
        String text = MARK + Digests.hex(DIGITS, content) + " " + origin.job() + " #" + origin.build();
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION);
    }
}
