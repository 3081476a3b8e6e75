package io.jenkins.plugins.codecraft.train;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.jenkins.Choices;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code channel(name:, source:)}: one input of a training job. */
public final class Channel implements Describable<Channel> {
    private final String name;
    private final String source;
    private String includes;
    private String excludes;
    private String contentType;
    private String inputMode;

    /** @param source a path of the workspace or an {@code s3://} URI */
    @DataBoundConstructor
    public Channel(String name, String source) {
        this.name = Texts.orNull(name);
        this.source = Texts.orNull(source);
    }

    public String getName() {
        return name;
    }

    public String getSource() {
        return source;
    }

    /** Ant patterns, with commas between them. */
    public String getIncludes() {
        return includes;
    }

    @DataBoundSetter
    public void setIncludes(String includes) {
        this.includes = Texts.orNull(includes);
    }

    /** Ant patterns, with commas between them. */
    public String getExcludes() {
        return excludes;
    }

    @DataBoundSetter
    public void setExcludes(String excludes) {
        this.excludes = Texts.orNull(excludes);
    }

    public String getContentType() {
        return contentType;
    }

    @DataBoundSetter
    public void setContentType(String contentType) {
        this.contentType = Texts.orNull(contentType);
    }

    public String getInputMode() {
        return inputMode;
    }

    @DataBoundSetter
    public void setInputMode(String inputMode) {
        this.inputMode = Texts.orNull(inputMode);
    }

    ChannelSettings settings() {
        return new ChannelSettings(
                orEmpty(name),
                orEmpty(source),
                patterns(includes),
                patterns(excludes),
                orEmpty(contentType),
                orEmpty(inputMode));
    }

    private static List<String> patterns(String text) {
        return Stream.of(orEmpty(text).split(","))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    @Extension
    @Symbol("channel")
    public static final class DescriptorImpl extends Descriptor<Channel> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Channel.displayName");
        }

        @POST
        public ListBoxModel doFillInputModeItems(@AncestorInPath Item item, @QueryParameter String inputMode) {
            return Choices.ofOptional(item, inputMode, Words.of("InputMode.none"), TrainRules.INPUT_MODES);
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, TrainRules::channelName);
        }

        @POST
        public FormValidation doCheckSource(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, TrainRules::channelSource);
        }
    }
}
