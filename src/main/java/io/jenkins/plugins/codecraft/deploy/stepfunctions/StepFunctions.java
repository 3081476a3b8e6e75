package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.DeployForm;
import io.jenkins.plugins.codecraft.deploy.DeployTarget;
import io.jenkins.plugins.codecraft.deploy.rollout.AllAtOnce;
import io.jenkins.plugins.codecraft.deploy.rollout.Canary;
import io.jenkins.plugins.codecraft.deploy.rollout.Linear;
import io.jenkins.plugins.codecraft.deploy.rollout.Rollout;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.jenkins.Choices;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.Locale;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code stepFunctions(...)} of {@code codecraftDeploy}: a state machine. */
public final class StepFunctions extends DeployTarget {
    private static final String USUAL_TYPE = "STANDARD";

    private final String name;
    private String definition;
    private String role;
    private String type;
    private String alias;
    private Logging logging;
    private boolean tracing;
    private String kmsKey;
    private Rollout rollout;

    @DataBoundConstructor
    public StepFunctions(String name) {
        this.name = Texts.orNull(name);
    }

    @Override
    public String getName() {
        return name;
    }

    public String getDefinition() {
        return definition;
    }

    @DataBoundSetter
    public void setDefinition(String definition) {
        this.definition = Texts.orNull(definition);
    }

    public String getRole() {
        return role;
    }

    @DataBoundSetter
    public void setRole(String role) {
        this.role = Texts.orNull(role);
    }

    public String getType() {
        return Texts.or(type, USUAL_TYPE);
    }

    @DataBoundSetter
    public void setType(String type) {
        this.type = Texts.orNull(type);
    }

    public String getAlias() {
        return alias;
    }

    @DataBoundSetter
    public void setAlias(String alias) {
        this.alias = Texts.orNull(alias);
    }

    @CheckForNull
    public Logging getLogging() {
        return logging;
    }

    @DataBoundSetter
    public void setLogging(@CheckForNull Logging logging) {
        this.logging = logging;
    }

    public boolean isTracing() {
        return tracing;
    }

    @DataBoundSetter
    public void setTracing(boolean tracing) {
        this.tracing = tracing;
    }

    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Texts.orNull(kmsKey);
    }

    @CheckForNull
    public Rollout getRollout() {
        return rollout;
    }

    @DataBoundSetter
    public void setRollout(@CheckForNull Rollout rollout) {
        this.rollout = Rollout.unlessUsual(rollout);
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new CheckMachine(settings(), origin);
    }

    private MachineSettings settings() {
        return new MachineSettings(
                orEmpty(name),
                orEmpty(definition),
                orEmpty(role),
                getType().toUpperCase(Locale.ROOT),
                orEmpty(alias),
                logging == null ? LoggingSettings.off() : logging.settings(),
                tracing,
                orEmpty(kmsKey),
                rollout == null ? RolloutSettings.allAtOnce() : rollout.settings(),
                options());
    }

    @Extension
    @Symbol("stepFunctions")
    public static final class DescriptorImpl extends DeployForm {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("DeployStepFunctions.displayName");
        }

        /** What a form shows that nobody has filled in. */
        public String getUsualType() {
            return USUAL_TYPE;
        }

        @Override
        protected List<Class<? extends Rollout>> rollouts() {
            return List.of(AllAtOnce.class, Canary.class, Linear.class);
        }

        @POST
        public ListBoxModel doFillTypeItems(@AncestorInPath Item item, @QueryParameter String type) {
            return Choices.of(item, type, choices -> {
                choices.add(Words.of("DeployStepFunctions.standard"), "STANDARD");
                choices.add(Words.of("DeployStepFunctions.express"), "EXPRESS");
            });
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, MachineRules::name);
        }

        @POST
        public FormValidation doCheckDefinition(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, MachineRules::definition);
        }

        @POST
        public FormValidation doCheckRole(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, MachineRules::role);
        }

        @POST
        public FormValidation doCheckAlias(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, MachineRules::alias);
        }

        @POST
        public FormValidation doCheckKmsKey(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, MachineRules::kmsKey);
        }
    }
}
