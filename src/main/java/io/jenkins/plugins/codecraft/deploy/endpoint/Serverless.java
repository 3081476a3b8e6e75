package io.jenkins.plugins.codecraft.deploy.endpoint;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code serverless(memory:, maxConcurrency:, provisionedConcurrency:)}: no instances, capacity by demand. */
public final class Serverless implements Describable<Serverless> {
    private Integer memory;
    private Integer maxConcurrency;
    private Integer provisionedConcurrency;

    @DataBoundConstructor
    public Serverless() {
        // everything may be left out
    }

    public int getMemory() {
        return memory == null ? 2048 : memory;
    }

    @DataBoundSetter
    public void setMemory(Integer memory) {
        this.memory = memory;
    }

    public int getMaxConcurrency() {
        return maxConcurrency == null ? 5 : maxConcurrency;
    }

    @DataBoundSetter
    public void setMaxConcurrency(Integer maxConcurrency) {
        this.maxConcurrency = maxConcurrency;
    }

    @CheckForNull
    public Integer getProvisionedConcurrency() {
        return provisionedConcurrency;
    }

    @DataBoundSetter
    public void setProvisionedConcurrency(Integer provisionedConcurrency) {
        this.provisionedConcurrency = provisionedConcurrency;
    }

    ServerlessSettings settings() {
        return new ServerlessSettings(
                getMemory(), getMaxConcurrency(), provisionedConcurrency == null ? 0 : provisionedConcurrency);
    }

    @Extension
    @Symbol("serverless")
    public static final class DescriptorImpl extends Descriptor<Serverless> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Serverless.displayName");
        }

        /** What a form shows that nobody has filled in. */
        public Serverless getDefaults() {
            return new Serverless();
        }

        @POST
        public FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofNumber(item, value, EndpointParts::memory);
        }

        @POST
        public FormValidation doCheckMaxConcurrency(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofNumber(item, value, EndpointParts::between);
        }

        @POST
        public FormValidation doCheckProvisionedConcurrency(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(
                    item,
                    value,
                    text -> text.matches("\\d{1,3}")
                            ? EndpointParts.between(Integer.parseInt(text))
                            : Optional.of(Words.of(Serverless.class, "giveWholeNumber")));
        }
    }
}
