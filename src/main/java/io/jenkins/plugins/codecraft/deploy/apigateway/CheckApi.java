package io.jenkins.plugins.codecraft.deploy.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.ExecuteApi;
import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.deploy.Resources;
import io.jenkins.plugins.codecraft.deploy.Variables;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.ReadFileTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The deployment of an API at its beginning: its parameters and its file are checked. */
record CheckApi(ApiSettings settings, DeployOptions options, BuildOrigin origin) implements Operation {
    /** What an import takes. */
    private static final long MOST_BYTES = 6L << 20;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = mistakes();
        ApiRules.check(settings, mistakes);
        options.check(mistakes);
        options.check()
                .map(CheckSettings::path)
                .filter(path -> !ExecuteApi.isPath(path))
                .ifPresent(path -> mistakes.add("verify.path", path, ExecuteApi.PATH_REMEDY));
        mistakes.refuse();
        byte[] bytes = context.agent().call(new ReadFileTask(settings.openapi(), MOST_BYTES));
        return Progress.next(read(new String(bytes, StandardCharsets.UTF_8), context.aws()));
    }

    private Operation read(String text, AwsSession session) {
        Variables.Filled filled = Variables.fill(text, new Resources(session));
        Mistakes mistakes = mistakes();
        filled.note("openapi", settings.openapi(), mistakes);
        mistakes.refuse();
        OpenApiFile file = OpenApiFile.read(settings.openapi(), filled.text());
        boolean http = OpenApiRules.http(settings, file.root());
        OpenApiRules.check(file, http, mistakes);
        mistakes.check("stage", settings.stage(), ApiRules.stage(settings.stage(), http ? "HTTP" : "REST"));
        boolean keyed = !http && keyed(file.root());
        if (keyed && settings.usagePlan() == null) {
            mistakes.add(
                    "verify.path",
                    options.check().map(CheckSettings::path).orElse(""),
                    Words.of(CheckApi.class, "methodNeedsApi"));
        }
        mistakes.refuse();
        String region = session.scope().region();
        OpenApiImport.complete(
                file.root(), settings.name(), http, session.partition(), region, endpoints(filled.values()));
        ApiPlan plan = plan(file.root(), http, keyed);
        String document = OpenApiImport.marked(file.root(), plan.content(), http, plan.importedTags());
        return new ReadApi(plan, document, Places.of(file));
    }

    /** Whether the method that the check calls needs an API key. */
    private boolean keyed(ObjectNode root) {
        return options.check()
                .flatMap(check -> OpenApiMethods.called(root, CheckStage.method(check), check.path()))
                .filter(method -> OpenApiMethods.keyed(root, method))
                .isPresent();
    }

    private static Map<String, String> endpoints(Map<Variables.Variable, String> values) {
        Map<String, String> endpoints = new HashMap<>();
        values.forEach((variable, arn) -> {
            if (variable.kind() == Variables.Kind.SAGEMAKER) {
                endpoints.put(arn, variable.name());
            }
        });
        return endpoints;
    }

    private ApiPlan plan(ObjectNode root, boolean http, boolean keyed) {
        List<OpenApiMethods.Method> methods = OpenApiMethods.of(root);
        return new ApiPlan(
                settings,
                options,
                origin,
                http,
                Content.of(http, root.toString()),
                OpenApiImport.functions(root),
                keyed,
                methods.stream().anyMatch(method -> OpenApiMethods.signed(root, method)));
    }

    private static Mistakes mistakes() {
        return new Mistakes("codecraftDeploy apiGateway");
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
