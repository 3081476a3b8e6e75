package io.jenkins.plugins.codecraft.invoke.endpoint;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.jenkins.Choices;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The form of a call of an endpoint: what it offers, and what it says about what was typed. */
public abstract class EndpointCallForm extends InvokeTarget.InvokeTargetDescriptor {

    /** An empty text area is no payload; in a Pipeline {@code ''} is one. */
    @Override
    public InvokeTarget newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        SageMakerEndpoint endpoint = (SageMakerEndpoint) super.newInstance(request, form);
        if ("".equals(endpoint.getPayload())) {
            endpoint.setPayload(null);
        }
        return endpoint;
    }

    @POST
    public ListBoxModel doFillModeItems(@AncestorInPath Item item, @QueryParameter String mode) {
        return Choices.of(item, mode, modes -> {
            modes.add(Words.of("EndpointMode.realTime"), EndpointCall.REAL_TIME);
            modes.add(Words.of("EndpointMode.stream"), EndpointCall.STREAM);
            modes.add(Words.of("EndpointMode.asynchronous"), EndpointCall.ASYNCHRONOUS);
        });
    }

    @POST
    public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::endpointName);
    }

    @POST
    public FormValidation doCheckPayload(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String payloadFile,
            @QueryParameter String inputLocation) {
        boolean given = value != null && !value.isEmpty()
                || Texts.orNull(payloadFile) != null
                || Texts.orNull(inputLocation) != null;
        return FieldCheck.of(item, "", any -> given ? Optional.empty() : Optional.of(EndpointCallRules.NO_PAYLOAD));
    }

    @POST
    public FormValidation doCheckPayloadFile(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String payload) {
        String given = payload == null || payload.isEmpty() ? null : payload;
        return FieldCheck.ofOptional(item, value, file -> EndpointCallRules.payloadFile(file, given));
    }

    @POST
    public FormValidation doCheckInputLocation(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String mode) {
        return FieldCheck.ofOptional(
                item, value, uri -> EndpointCallRules.location(uri, EndpointCall.ASYNCHRONOUS.equals(mode)));
    }

    @POST
    public FormValidation doCheckContentType(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, EndpointCallRules::header);
    }

    @POST
    public FormValidation doCheckAccept(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, EndpointCallRules::header);
    }

    @POST
    public FormValidation doCheckTargetVariant(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String mode) {
        return FieldCheck.ofOptional(
                item, value, name -> EndpointCallRules.targetVariant(name, EndpointCall.ASYNCHRONOUS.equals(mode)));
    }

    @POST
    public FormValidation doCheckTargetModel(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String mode) {
        String real = Texts.or(mode, EndpointCall.REAL_TIME);
        return FieldCheck.ofOptional(
                item, value, name -> EndpointCallRules.targetModel(name, EndpointCall.REAL_TIME.equals(real)));
    }

    @POST
    public FormValidation doCheckInferenceId(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, EndpointCallRules::inferenceId);
    }

    @POST
    public FormValidation doCheckCustomAttributes(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, EndpointCallRules::header);
    }

    @POST
    public FormValidation doCheckBucket(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, SageMakerRules::bucket);
    }

    @POST
    public FormValidation doCheckKmsKey(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, SageMakerRules::kmsKey);
    }

    @POST
    public FormValidation doCheckInvocationTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, EndpointCallRules::invocationTimeout);
    }

    @POST
    public FormValidation doCheckRequestTtl(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, EndpointCallRules::requestTtl);
    }
}
