package io.jenkins.plugins.codecraft.deploy.endpoint;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code async(output:, failures:, successTopic:, errorTopic:, maxConcurrent:, kmsKey:)}: answers go to S3. */
public final class Async implements Describable<Async> {
    private final String output;
    private String failures;
    private String successTopic;
    private String errorTopic;
    private Integer maxConcurrent;
    private String kmsKey;

    @DataBoundConstructor
    public Async(String output) {
        this.output = Texts.orNull(output);
    }

    @CheckForNull
    public String getOutput() {
        return output;
    }

    @CheckForNull
    public String getFailures() {
        return failures;
    }

    @DataBoundSetter
    public void setFailures(String failures) {
        this.failures = Texts.orNull(failures);
    }

    @CheckForNull
    public String getSuccessTopic() {
        return successTopic;
    }

    @DataBoundSetter
    public void setSuccessTopic(String successTopic) {
        this.successTopic = Texts.orNull(successTopic);
    }

    @CheckForNull
    public String getErrorTopic() {
        return errorTopic;
    }

    @DataBoundSetter
    public void setErrorTopic(String errorTopic) {
        this.errorTopic = Texts.orNull(errorTopic);
    }

    @CheckForNull
    public Integer getMaxConcurrent() {
        return maxConcurrent;
    }

    @DataBoundSetter
    public void setMaxConcurrent(Integer maxConcurrent) {
        this.maxConcurrent = maxConcurrent;
    }

    @CheckForNull
    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Texts.orNull(kmsKey);
    }

    AsyncSettings settings() {
        return new AsyncSettings(
                orEmpty(output),
                orEmpty(failures),
                orEmpty(successTopic),
                orEmpty(errorTopic),
                maxConcurrent == null ? 0 : maxConcurrent,
                orEmpty(kmsKey));
    }

    @Extension
    @Symbol("async")
    public static final class DescriptorImpl extends Descriptor<Async> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Async.displayName");
        }

        @POST
        public FormValidation doCheckOutput(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, EndpointRules::folder);
        }

        @POST
        public FormValidation doCheckFailures(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, EndpointRules::folder);
        }

        @POST
        public FormValidation doCheckSuccessTopic(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, EndpointParts::topic);
        }

        @POST
        public FormValidation doCheckErrorTopic(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, EndpointParts::topic);
        }

        @POST
        public FormValidation doCheckMaxConcurrent(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(
                    item,
                    value,
                    text -> text.matches("\\d{1,4}")
                            ? EndpointParts.concurrent(Integer.parseInt(text))
                            : Optional.of(Words.of(Async.class, "giveWholeNumber")));
        }

        @POST
        public FormValidation doCheckKmsKey(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, SageMakerRules::kmsKey);
        }
    }
}
