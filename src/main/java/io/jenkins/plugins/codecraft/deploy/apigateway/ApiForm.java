package io.jenkins.plugins.codecraft.deploy.apigateway;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.deploy.DeployForm;
import io.jenkins.plugins.codecraft.deploy.DeployTarget;
import io.jenkins.plugins.codecraft.jenkins.Choices;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.KeyValues;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of {@code apiGateway} when it is deployed: what it offers, and what it says to what is typed. */
public abstract class ApiForm extends DeployForm {

    public final String getUsualStage() {
        return ApiGateway.USUAL_STAGE;
    }

    @Override
    protected final void fill(DeployTarget target, JSONObject form) {
        if (form.has("stageVariableLines")) {
            ((ApiGateway) target).setStageVariables(KeyValues.texts(form.getString("stageVariableLines")));
        }
    }

    @POST
    public final ListBoxModel doFillTypeItems(@AncestorInPath Item item, @QueryParameter String type) {
        return Choices.of(item, type, types -> {
            types.add(Words.of("DeployApi.typeByFile"), "");
            types.add("HTTP", "HTTP");
            types.add("REST", "REST");
        });
    }

    @POST
    public final FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, ApiRules::name);
    }

    @POST
    public final FormValidation doCheckOpenapi(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, ApiRules::openapi);
    }

    @POST
    public final FormValidation doCheckStage(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String type) {
        return FieldCheck.ofOptional(item, value, stage -> ApiRules.stage(stage, Texts.or(type, "")));
    }

    @POST
    public final FormValidation doCheckStageVariables(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(
                item, value, found -> ApiRules.stageVariables(KeyValues.texts(Texts.orEmpty(value)), found));
    }
}
