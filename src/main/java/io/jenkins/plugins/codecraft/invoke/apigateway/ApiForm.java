package io.jenkins.plugins.codecraft.invoke.apigateway;

import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget.InvokeTargetDescriptor;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.KeyValues;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The form of {@code apiGateway} when it is invoked: what it offers, and what it says to what is typed. */
public abstract class ApiForm extends InvokeTargetDescriptor {

    public final String getUsualStage() {
        return ApiCall.USUAL_STAGE;
    }

    public final String getUsualStatus() {
        return ApiCall.USUAL_STATUS;
    }

    /** For the form: the lines of a map. */
    public final String lines(Map<String, ?> values) {
        return KeyValues.ofTexts(values);
    }

    /** Headers come as the lines of a text area; an empty text area is no payload, in a Pipeline {@code ''} is one. */
    @Override
    public final InvokeTarget newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        ApiGateway api = (ApiGateway) super.newInstance(request, form);
        if (form.has("headerLines")) {
            api.setHeaders(KeyValues.texts(form.getString("headerLines")));
        }
        if ("".equals(api.getPayload())) {
            api.setPayload(null);
        }
        return api;
    }

    @POST
    public final ComboBoxModel doFillMethodItems(@AncestorInPath Item item) {
        return FieldCheck.maySee(item)
                ? new ComboBoxModel(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"))
                : new ComboBoxModel();
    }

    @POST
    public final FormValidation doCheckName(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String url) {
        return FieldCheck.of(item, value, name -> ApiCall.name(name, Texts.or(url, "")));
    }

    @POST
    public final FormValidation doCheckUrl(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, ApiCall::url);
    }

    @POST
    public final FormValidation doCheckStage(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, ApiCall::stage);
    }

    @POST
    public final FormValidation doCheckMethod(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, ApiCall::method);
    }

    @POST
    public final FormValidation doCheckPath(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, ApiCall::path);
    }

    @POST
    public final FormValidation doCheckPayloadFile(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String payload) {
        String given = payload == null || payload.isEmpty() ? null : payload;
        return FieldCheck.ofOptional(item, value, file -> ApiCall.payloadFile(file, given));
    }

    @POST
    public final FormValidation doCheckExpectStatus(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, ApiCall::expectStatus);
    }

    @POST
    public final FormValidation doCheckHeaders(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(item, value, found -> ApiCall.headers(KeyValues.texts(Texts.orEmpty(value)), found));
    }
}
