package io.jenkins.plugins.codecraft.invoke.pipeline;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.KeyValues;
import io.jenkins.plugins.codecraft.jenkins.Numerals;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code sagemakerPipeline(...)} of {@code codecraftInvoke}: an execution of a SageMaker pipeline. */
public final class SageMakerPipeline extends InvokeTarget {
    private final String name;
    private Map<String, String> parameters;
    private String description;
    private String maxParallelSteps;

    @DataBoundConstructor
    public SageMakerPipeline(String name) {
        this.name = Texts.orNull(name);
    }

    public String getName() {
        return name;
    }

    public Map<String, String> getParameters() {
        return Texts.orEmpty(parameters);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setParameters(Map parameters) {
        this.parameters = Texts.mapOrNull(parameters);
    }

    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Texts.orNull(description);
    }

    /** A number, or a text if a variable stands for it. */
    @CheckForNull
    public Object getMaxParallelSteps() {
        return Numerals.shown(maxParallelSteps);
    }

    @DataBoundSetter
    public void setMaxParallelSteps(Object maxParallelSteps) {
        this.maxParallelSteps = Numerals.written(maxParallelSteps);
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return StartPipeline.of(
                new PipelineSettings(
                        orEmpty(name),
                        getParameters(),
                        orEmpty(description),
                        Numerals.whole("maxParallelSteps", maxParallelSteps),
                        expectation()),
                origin);
    }

    @Extension
    @Symbol("sagemakerPipeline")
    public static final class DescriptorImpl extends InvokeTargetDescriptor {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("SageMakerPipeline.displayName");
        }

        /** For the form: the lines of a map. */
        public String lines(Map<String, ?> values) {
            return KeyValues.ofTexts(values);
        }

        /** A map comes as the lines of a text area, under a name that is no parameter. */
        @Override
        public InvokeTarget newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            SageMakerPipeline pipeline = (SageMakerPipeline) super.newInstance(request, form);
            if (form.has("parameterLines")) {
                pipeline.setParameters(KeyValues.texts(form.getString("parameterLines")));
            }
            return pipeline;
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, PipelineSettings::name);
        }

        @POST
        public FormValidation doCheckParameters(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofLines(
                    item, value, found -> PipelineSettings.parameters(KeyValues.texts(Texts.orEmpty(value)), found));
        }

        @POST
        public FormValidation doCheckDescription(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, PipelineSettings::description);
        }

        @POST
        public FormValidation doCheckMaxParallelSteps(@AncestorInPath Item item, @QueryParameter String value) {
            return Texts.orNull(value) == null
                    ? FormValidation.ok()
                    : FieldCheck.ofNumber(item, value, PipelineSettings::maxParallelSteps);
        }
    }
}
