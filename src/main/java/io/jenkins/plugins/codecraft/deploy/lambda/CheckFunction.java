package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.Archived;
import io.jenkins.plugins.codecraft.storage.Archives;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The deployment of a function at its beginning: its parameters are checked, and its code's digest is computed. */
record CheckFunction(FunctionPlan plan) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftDeploy lambdaFunction");
        FunctionRules.check(plan.settings(), plan.options(), mistakes);
        mistakes.refuse();
        requireEvent(context);
        return Progress.next(new ReadFunction(plan, code(context), false));
    }

    /** Lambda takes events in JSON only; that is said before there is a version to be checked. */
    private void requireEvent(OperationContext context) throws IOException, InterruptedException {
        CheckSettings check = plan.options().check().orElse(null);
        if (check == null || check.payloadFile().isEmpty()) {
            return;
        }
        String text = new String(CheckVersion.payload(check, context), StandardCharsets.UTF_8);
        if (Json.read(text).isEmpty()) {
            throw new OperationFailure(Words.of(CheckFunction.class, "verifyPayloadfileNot", check.payloadFile()));
        }
    }

    private FunctionCode code(OperationContext context) throws IOException, InterruptedException {
        FunctionSettings settings = plan.settings();
        if (settings.isImage()) {
            return FunctionCode.image(settings.image(), settings.architecture());
        }
        Archives archives = new Archives(
                context.agent(), io.jenkins.plugins.codecraft.storage.Progress.lines(context.console()::event));
        Archived archive = settings.isArchive()
                ? archives.describe(settings.source())
                : archives.describe(StageCode.archive(settings));
        context.console().event(Words.of(CheckFunction.class, "source", settings.source(), archive.describe()));
        return FunctionCode.archive(archive.sha256(), archive.bytes(), settings.architecture());
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
