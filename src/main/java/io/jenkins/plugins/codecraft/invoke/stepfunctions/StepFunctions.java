package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code stepFunctions(...)} of {@code codecraftInvoke}: an execution of a state machine. */
public final class StepFunctions extends InvokeTarget {
    private String name;
    private String arn;
    private String alias;
    private Object input;
    private String inputFile;
    private boolean redrive;
    private String outputFile;

    @DataBoundConstructor
    public StepFunctions() {
        // the state machine is named by one of two parameters
    }

    @Override
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Texts.orNull(name);
    }

    public String getArn() {
        return arn;
    }

    @DataBoundSetter
    public void setArn(String arn) {
        this.arn = Texts.orNull(arn);
    }

    public String getAlias() {
        return alias;
    }

    @DataBoundSetter
    public void setAlias(String alias) {
        this.alias = Texts.orNull(alias);
    }

    /** A map or a list, or a text with JSON. */
    public Object getInput() {
        return input;
    }

    @DataBoundSetter
    public void setInput(Object input) {
        this.input = input instanceof CharSequence text ? Texts.orNull(text.toString()) : Texts.plain(input);
    }

    public String getInputFile() {
        return inputFile;
    }

    @DataBoundSetter
    public void setInputFile(String inputFile) {
        this.inputFile = Texts.orNull(inputFile);
    }

    public boolean isRedrive() {
        return redrive;
    }

    @DataBoundSetter
    public void setRedrive(boolean redrive) {
        this.redrive = redrive;
    }

    public String getOutputFile() {
        return outputFile;
    }

    @DataBoundSetter
    public void setOutputFile(String outputFile) {
        this.outputFile = Texts.orNull(outputFile);
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        String json = input == null || input instanceof String ? (String) input : Json.write(input);
        return new CheckExecution(
                new ExecutionSettings(
                        orEmpty(name),
                        orEmpty(arn),
                        orEmpty(alias),
                        json,
                        orEmpty(inputFile),
                        redrive,
                        expectation(),
                        orEmpty(outputFile)),
                origin);
    }

    @Extension
    @Symbol("stepFunctions")
    public static final class DescriptorImpl extends InvokeTargetDescriptor {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("InvokeStepFunctions.displayName");
        }

        /** For the form: the input as it is written there. */
        public String json(Object value) {
            return value == null || value instanceof String ? (String) value : Json.write(value);
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, ExecutionSettings::machineName);
        }

        @POST
        public FormValidation doCheckArn(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, ExecutionSettings::machineArn);
        }

        @POST
        public FormValidation doCheckAlias(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, ExecutionSettings::aliasRule);
        }

        @POST
        public FormValidation doCheckInput(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, ExecutionSettings::inputRule);
        }

        @POST
        public FormValidation doCheckInputFile(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String input) {
            return FieldCheck.ofOptional(
                    item, value, file -> ExecutionSettings.inputFileRule(file, Texts.orNull(input)));
        }
    }
}
