package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on functions themselves and on their tags. */
final class FunctionOperations {
    private static final List<String> SETTINGS = List.of(
            "Runtime",
            "Role",
            "Handler",
            "Description",
            "Timeout",
            "MemorySize",
            "VpcConfig",
            "DeadLetterConfig",
            "Environment",
            "KMSKeyArn",
            "TracingConfig",
            "Layers",
            "FileSystemConfigs",
            "ImageConfig",
            "EphemeralStorage",
            "SnapStart",
            "LoggingConfig");

    private final LambdaContext context;
    private final FunctionStore functions;
    private final CodePackages packages;

    FunctionOperations(LambdaContext context, FunctionStore functions, CodePackages packages) {
        this.context = context;
        this.functions = functions;
        this.packages = packages;
    }

    List<Route> routes() {
        return List.of(
                Route.of("CreateFunction", "POST", "functions", this::create),
                Route.of("ListFunctions", "GET", "functions", this::list),
                Route.of("GetFunction", "GET", "functions/*", this::get),
                Route.of("GetFunctionConfiguration", "GET", "functions/*/configuration", this::configuration),
                Route.of("UpdateFunctionCode", "PUT", "functions/*/code", this::updateCode),
                Route.of("UpdateFunctionConfiguration", "PUT", "functions/*/configuration", this::updateConfiguration),
                Route.of("DeleteFunction", "DELETE", "functions/*", this::delete),
                Route.of("ListTags", "GET", "tags/*", this::tags),
                Route.of("TagResource", "POST", "tags/*", this::tag),
                Route.of("UntagResource", "DELETE", "tags/*", this::untag));
    }

    private AwsResponse create(AwsRequest request) {
        ObjectNode json = request.json();
        LambdaShapes.CREATE.validate(json);
        FunctionName name = FunctionName.parse(json.get("FunctionName").asText());
        String type = json.path("PackageType").asText("Zip");
        if (functions.find(request.region(), name).isPresent()) {
            throw exists(name);
        }
        if (type.equals("Zip") && (!json.hasNonNull("Runtime") || !json.hasNonNull("Handler"))) {
            throw LambdaErrors.invalid("Runtime and Handler are mandatory parameters for functions created with"
                    + " deployment packages.");
        }
        requireRole(json);
        CodePackage code = packages.of(json.get("Code"), type);
        ObjectNode settings = AwsJson.object();
        settings.put("Description", "").put("Timeout", 3).put("MemorySize", 128).put("PackageType", type);
        settings.putArray("Architectures").add("x86_64");
        settings.putObject("EphemeralStorage").put("Size", 512);
        settings.putObject("TracingConfig").put("Mode", "PassThrough");
        set(settings, json);
        if (json.path("Architectures").size() == 1) {
            settings.set("Architectures", json.get("Architectures"));
        }
        FunctionVersion first = FunctionVersion.created(settings, code, context.now());
        LambdaFunction function = new LambdaFunction(context, request.region(), name.name(), first);
        function.tag(texts(json.path("Tags")));
        if (!functions.add(function)) {
            throw exists(name);
        }
        FunctionVersion answered =
                json.path("Publish").asBoolean() ? function.publish(first.text("Description")) : first;
        return describe(function, answered).withStatus(201);
    }

    private static io.jenkins.plugins.codecraft.embedded.AwsError exists(FunctionName name) {
        return LambdaErrors.conflict("Function already exist: " + name.name());
    }

    private void requireRole(JsonNode json) {
        if (json.hasNonNull("Role")
                && !context.aws().iam().assumable(json.get("Role").asText(), "lambda.amazonaws.com")) {
            throw LambdaErrors.invalid("The role defined for the function cannot be assumed by Lambda.");
        }
    }

    /** Takes over what a request sets; what it leaves out stays. */
    private static void set(ObjectNode settings, JsonNode request) {
        for (String member : SETTINGS) {
            if (request.hasNonNull(member)) {
                settings.set(member, request.get(member));
            }
        }
    }

    static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new HashMap<>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    static AwsResponse describe(LambdaFunction function, FunctionVersion version) {
        String number = version.number();
        String arn = number.equals(FunctionName.LATEST) ? function.arn() : function.arn() + ":" + number;
        return AwsResponse.json(version.describe(function.name(), arn));
    }

    private AwsResponse list(AwsRequest request) {
        ObjectNode answer = AwsJson.object();
        answer.putArray("Functions");
        functions.all(request.region()).forEach(function -> answer.withArray("/Functions")
                .add(function.latest().describe(function.name(), function.arn())));
        return AwsResponse.json(answer);
    }

    private AwsResponse configuration(AwsRequest request) {
        return AwsResponse.json(configurationOf(request));
    }

    private ObjectNode configurationOf(AwsRequest request) {
        LambdaFunction function = functions.require(request);
        Optional<String> qualifier = FunctionStore.name(request).qualifier();
        String arn = qualifier.map(text -> function.arn() + ":" + text).orElse(function.arn());
        return function.require(qualifier).describe(function.name(), arn);
    }

    private AwsResponse get(AwsRequest request) {
        LambdaFunction function = functions.require(request);
        ObjectNode answer = AwsJson.object();
        answer.set("Configuration", configurationOf(request));
        CodePackage code =
                function.require(FunctionStore.name(request).qualifier()).code();
        ObjectNode shown = answer.putObject("Code");
        if (code.image().isPresent()) {
            String uri = code.image().get();
            shown.put("RepositoryType", "ECR").put("ImageUri", uri);
            shown.put("ResolvedImageUri", uri.replaceFirst("[:@][^/]*$", "") + "@sha256:" + code.sha256());
        } else {
            shown.put("RepositoryType", "S3");
        }
        boolean visible = context.aws().iam().permits(request.caller(), LambdaPermissions.tags(request));
        if (visible && !function.tags().isEmpty()) {
            answer.set("Tags", AwsJson.tree(function.tags()));
        }
        function.reserved()
                .ifPresent(number -> answer.putObject("Concurrency").put("ReservedConcurrentExecutions", number));
        return AwsResponse.json(answer);
    }

    private AwsResponse updateCode(AwsRequest request) {
        ObjectNode json = request.json();
        LambdaShapes.UPDATE_CODE.validate(json);
        LambdaFunction function = functions.require(request);
        FunctionVersion now = function.latest();
        function.requireRevision(text(json, "RevisionId"));
        CodePackage code = packages.of(json, now.text("PackageType"));
        ObjectNode settings = now.settings().deepCopy();
        if (json.path("Architectures").size() == 1) {
            settings.set("Architectures", json.get("Architectures"));
        }
        if (json.path("DryRun").asBoolean()) {
            FunctionVersion dry = new FunctionVersion(
                    now.number(), settings, code, now.state(), now.update(), "", now.revision(), now.modified());
            return describe(function, dry);
        }
        synchronized (function) {
            function.requireQuiet();
            FunctionVersion updated = function.update(settings, code);
            return describe(
                    function,
                    json.path("Publish").asBoolean() ? function.publish(updated.text("Description")) : updated);
        }
    }

    private AwsResponse updateConfiguration(AwsRequest request) {
        ObjectNode json = request.json();
        LambdaShapes.UPDATE_CONFIGURATION.validate(json);
        LambdaFunction function = functions.require(request);
        requireRole(json);
        synchronized (function) {
            function.requireRevision(text(json, "RevisionId"));
            function.requireQuiet();
            FunctionVersion now = function.latest();
            ObjectNode settings = now.settings().deepCopy();
            set(settings, json);
            return describe(function, function.update(settings, now.code()));
        }
    }

    static Optional<String> text(JsonNode json, String member) {
        return json.hasNonNull(member) ? Optional.of(json.get(member).asText()) : Optional.empty();
    }

    private AwsResponse delete(AwsRequest request) {
        LambdaFunction function = functions.require(request);
        Optional<String> qualifier = FunctionStore.name(request).qualifier();
        if (qualifier.isEmpty()) {
            functions.remove(function);
        } else if (qualifier.get().equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid("$LATEST version cannot be deleted without deleting the function.");
        } else if (!qualifier.get().matches("\\d+")) {
            throw LambdaErrors.invalid("Deletion of aliases is not currently supported.");
        } else {
            function.deleteVersion(qualifier.get());
        }
        return AwsResponse.empty().withStatus(204);
    }

    private AwsResponse tags(AwsRequest request) {
        ObjectNode answer = AwsJson.object();
        answer.set("Tags", AwsJson.tree(functions.require(request).tags()));
        return AwsResponse.json(answer);
    }

    private AwsResponse tag(AwsRequest request) {
        LambdaShapes.TAG.validate(request.json());
        functions.require(request).tag(texts(request.json().get("Tags")));
        return AwsResponse.empty().withStatus(204);
    }

    private AwsResponse untag(AwsRequest request) {
        functions.require(request).untag(request.head().query().getOrDefault("tagKeys", List.of()));
        return AwsResponse.empty().withStatus(204);
    }
}
