package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Imports the document, unless its content was imported last. What the stages serve is not touched by it, save where
 * another stage deploys by itself.
 */
record ImportDocument(ApiPlan plan, String document, Places places, ApiBefore before) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Gateway gateway = Gateway.of(context.aws(), plan.http());
        if (stopsDeployingByItself(gateway, context)) {
            return Progress.next(this);
        }
        String imported = Content.of(gateway.read(before.api()));
        if (!imported.equals(plan.content())) {
            List<String> warnings = define(gateway);
            context.console()
                    .event(Words.of(
                            ImportDocument.class,
                            "importedInto",
                            plan.settings().openapi(),
                            plan.words()));
            warnings.forEach(warning -> context.console()
                    .event(Words.of(ImportDocument.class, "apiGatewayWarns", places.in(warning.strip()))));
        }
        return Progress.next(new TagApi(plan, before));
    }

    /** A stage that deploys by itself would serve the import at once. */
    private boolean stopsDeployingByItself(Gateway gateway, OperationContext context) {
        String stage = plan.settings().stage();
        StageState is = gateway.stages(before.api()).get(stage);
        if (is == null || !is.autoDeploy()) {
            return false;
        }
        try {
            StageState still = new StageState(is.deploymentId(), is.variables(), is.limits(), is.log(), false);
            gateway.updateStage(before.api(), stage, is, still);
        } catch (AwsServiceException error) {
            throw ApiRefusal.of(Words.of(ImportDocument.class, "endAutomaticDeployment", plan.stageWords()), error);
        }
        context.console().event(Words.of(ImportDocument.class, "deploysItselfNo", plan.stageWords()));
        return true;
    }

    private List<String> define(Gateway gateway) {
        try {
            return gateway.define(before.api(), document);
        } catch (AwsServiceException error) {
            if (error.statusCode() != 400 || AwsErrors.isExpired(error) || AwsErrors.isPassing(error)) {
                throw ApiRefusal.of(
                        Words.of(
                                ImportDocument.class,
                                "importInto",
                                plan.settings().openapi(),
                                plan.words()),
                        error);
            }
            throw new OperationFailure(
                    Words.of(
                            ImportDocument.class,
                            "apiGatewayRefused",
                            plan.settings().openapi(),
                            plan.words(),
                            places.in(AwsErrors.message(error))),
                    error);
        }
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // what was imported is served to nobody
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
