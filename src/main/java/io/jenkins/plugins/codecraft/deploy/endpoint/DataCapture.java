package io.jenkins.plugins.codecraft.deploy.endpoint;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code dataCapture(output:, percent:, what:, kmsKey:)}: requests and answers are kept in S3. */
public final class DataCapture implements Describable<DataCapture> {
    private final String output;
    private Integer percent;
    private String what;
    private String kmsKey;

    @DataBoundConstructor
    public DataCapture(String output) {
        this.output = Texts.orNull(output);
    }

    @CheckForNull
    public String getOutput() {
        return output;
    }

    public int getPercent() {
        return percent == null ? 100 : percent;
    }

    @DataBoundSetter
    public void setPercent(Integer percent) {
        this.percent = percent;
    }

    public String getWhat() {
        return Texts.or(what, CaptureSettings.BOTH);
    }

    @DataBoundSetter
    public void setWhat(String what) {
        this.what = Texts.orNull(what);
    }

    @CheckForNull
    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Texts.orNull(kmsKey);
    }

    CaptureSettings settings() {
        return new CaptureSettings(orEmpty(output), getPercent(), getWhat(), orEmpty(kmsKey));
    }

    @Extension
    @Symbol("dataCapture")
    public static final class DescriptorImpl extends Descriptor<DataCapture> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("DataCapture.displayName");
        }

        /** What a form shows that nobody has filled in. */
        public DataCapture getDefaults() {
            return new DataCapture(null);
        }

        @POST
        public ListBoxModel doFillWhatItems(@AncestorInPath Item item, @QueryParameter String what) {
            return Choices.of(item, what, choices -> {
                choices.add(Words.of("DataCapture.both"), CaptureSettings.BOTH);
                choices.add(Words.of("DataCapture.input"), CaptureSettings.INPUT);
                choices.add(Words.of("DataCapture.output"), CaptureSettings.OUTPUT);
            });
        }

        @POST
        public FormValidation doCheckOutput(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, EndpointRules::folder);
        }

        @POST
        public FormValidation doCheckPercent(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofNumber(item, value, EndpointParts::percent);
        }

        @POST
        public FormValidation doCheckKmsKey(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, SageMakerRules::kmsKey);
        }
    }
}
