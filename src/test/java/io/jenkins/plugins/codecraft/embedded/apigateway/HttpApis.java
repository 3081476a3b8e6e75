package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.HttpHead;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import io.jenkins.plugins.codecraft.embedded.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The control plane of HTTP APIs: version 2 of the API Gateway API. */
public final class HttpApis implements AwsService {
    private static final Shape STAGE = Shape.struct()
            .optional("deploymentId", Shape.string())
            .optional("description", Shape.string().length(0, 1024))
            .optional("autoDeploy", Shape.bool())
            .optional(
                    "stageVariables",
                    Shape.map(Shape.string().pattern("\\w+"), Shape.string().length(0, 2048)))
            .optional(
                    "defaultRouteSettings",
                    Shape.struct()
                            .optional("throttlingBurstLimit", Shape.number().min(0))
                            .optional("throttlingRateLimit", Shape.number().min(0)))
            .optional(
                    "accessLogSettings",
                    Shape.struct()
                            .optional("destinationArn", Shape.string())
                            .optional("format", Shape.string().length(0, 1024)));
    private static final Shape CREATE_STAGE =
            STAGE.required("stageName", Shape.string().length(1, 128).pattern("[A-Za-z0-9_-]+|\\$default"));
    private static final Set<String> STAGE_MEMBERS = Set.of(
            "deploymentId",
            "description",
            "autoDeploy",
            "stageVariables",
            "defaultRouteSettings",
            "accessLogSettings",
            "routeSettings");

    private final Apis apis;
    private final AwsEnvironment environment;
    private final Operations operations = new Operations();

    HttpApis(Apis apis, AwsEnvironment environment) {
        this.apis = apis;
        this.environment = environment;
        operations
                .add("CreateApi", "POST", "/v2/apis", (request, path) -> create(request))
                .add("ImportApi", "PUT", "/v2/apis", (request, path) -> importApi(request))
                .add("GetApis", "GET", "/v2/apis", (request, path) -> list(request))
                .add("ReimportApi", "PUT", "/v2/apis/*", this::reimport)
                .add("GetApi", "GET", "/v2/apis/*", (request, path) -> api(find(request, path), 200))
                .add("UpdateApi", "PATCH", "/v2/apis/*", this::update)
                .add("DeleteApi", "DELETE", "/v2/apis/*", this::delete)
                .add("GetRoutes", "GET", "/v2/apis/*/routes", this::routes)
                .add("GetIntegrations", "GET", "/v2/apis/*/integrations", this::integrations)
                .add("CreateDeployment", "POST", "/v2/apis/*/deployments", this::deploy)
                .add("GetDeployments", "GET", "/v2/apis/*/deployments", this::deployments)
                .add("GetDeployment", "GET", "/v2/apis/*/deployments/*", this::deployment)
                .add("DeleteDeployment", "DELETE", "/v2/apis/*/deployments/*", this::deleteDeployment)
                .add("CreateStage", "POST", "/v2/apis/*/stages", this::createStage)
                .add("GetStages", "GET", "/v2/apis/*/stages", this::stages)
                .add("GetStage", "GET", "/v2/apis/*/stages/*", (request, path) -> stage(request, path, 200))
                .add("UpdateStage", "PATCH", "/v2/apis/*/stages/*", this::updateStage)
                .add("DeleteStage", "DELETE", "/v2/apis/*/stages/*", this::deleteStage)
                .add("DeleteAccessLogSettings", "DELETE", "/v2/apis/*/stages/*/accesslogsettings", this::noAccessLog)
                .add("GetTags", "GET", "/v2/tags/*", this::tags)
                .add("TagResource", "POST", "/v2/tags/*", this::tag)
                .add("UntagResource", "DELETE", "/v2/tags/*", this::untag);
    }

    @Override
    public String signingName() {
        return "apigateway";
    }

    @Override
    public Protocol protocol() {
        return Protocol.REST_JSON;
    }

    @Override
    public boolean accepts(HttpHead head) {
        return head.rawPath().startsWith("/v2/");
    }

    @Override
    public String operation(AwsRequest request) {
        return operations.name(request);
    }

    @Override
    public String resource(AwsRequest request) {
        return operations.resource(request);
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        return GatewayPermissions.of(request);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        return operations.answer(request);
    }

    private Api find(AwsRequest request, List<String> path) {
        return apis.require(request, path.get(0), true);
    }

    private AwsResponse create(AwsRequest request) {
        Shape.struct()
                .required("name", Shape.string().length(1, 128))
                .required("protocolType", Shape.enumOf("HTTP"))
                .optional("description", Shape.string().length(0, 1024))
                .validate(request.json(), "BadRequestException");
        Api api = new Api(
                request.region(),
                true,
                request.json().path("name").asText(),
                request.json().path("description").asText(""),
                apis.now());
        api.tag(Definition.texts(request.json().path("tags")));
        apis.add(api);
        return api(api, 201);
    }

    private AwsResponse importApi(AwsRequest request) {
        Definition definition = read(request);
        Api api = new Api(request.region(), true, definition.title(), definition.description(), apis.now());
        api.tag(definition.tags());
        api.define(definition, apis.now());
        apis.add(api);
        return api(api, 201);
    }

    private AwsResponse reimport(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        Definition definition = read(request);
        api.define(definition, apis.now());
        api.tagOnly(definition.tags());
        return api(api, 201);
    }

    private static Definition read(AwsRequest request) {
        boolean strict = request.query("failOnWarnings").orElse("false").equals("true");
        byte[] body = request.json().path("body").asText("").getBytes(StandardCharsets.UTF_8);
        return OpenApi.read(body, true, strict);
    }

    private AwsResponse list(AwsRequest request) {
        return Page.two(
                request,
                apis.list(request.region(), true).stream().map(this::document).toList());
    }

    private AwsResponse update(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        api.describe(
                request.json().path("name").asText(api.name()),
                request.json().path("description").asText(api.description()));
        return api(api, 200);
    }

    private AwsResponse delete(AwsRequest request, List<String> path) {
        apis.remove(find(request, path));
        return AwsResponse.empty().withStatus(204);
    }

    private AwsResponse api(Api api, int status) {
        return AwsResponse.json(document(api)).withStatus(status);
    }

    private ObjectNode document(Api api) {
        ObjectNode document = AwsJson.object()
                .put("apiId", api.id())
                .put("apiEndpoint", "https://" + api.id() + ".execute-api." + api.region() + ".amazonaws.com")
                .put("name", api.name())
                .put("description", api.description())
                .put("protocolType", "HTTP")
                .put("routeSelectionExpression", "$request.method $request.path")
                .put("createdDate", api.created().toString());
        document.set("tags", AwsJson.tree(api.tags()));
        document.set("warnings", AwsJson.tree(api.latest().warnings()));
        return document;
    }

    private AwsResponse routes(AwsRequest request, List<String> path) {
        return Page.two(
                request,
                find(request, path).latest().routes().stream()
                        .map(route -> AwsJson.object()
                                .put("routeId", route.id())
                                .put("routeKey", route.key())
                                .put("authorizationType", route.signed() ? "AWS_IAM" : "NONE")
                                .put("target", "integrations/" + route.id()))
                        .toList());
    }

    private AwsResponse integrations(AwsRequest request, List<String> path) {
        return Page.two(
                request,
                find(request, path).latest().routes().stream()
                        .filter(route -> route.integration().isPresent())
                        .map(route -> AwsJson.object()
                                .put("integrationId", route.id())
                                .put(
                                        "integrationType",
                                        route.integration().get().type())
                                .put("integrationUri", route.integration().get().uri())
                                .put(
                                        "payloadFormatVersion",
                                        route.integration().get().text("payloadFormatVersion")))
                        .toList());
    }

    private AwsResponse deploy(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        String stage = request.json().path("stageName").asText("");
        if (!stage.isEmpty()) {
            Stage now = requireStage(api, stage);
            if (now.autoDeploy()) {
                throw Api.bad("Deployment cannot be created for a stage with auto deploy enabled");
            }
        }
        Deployment made = api.deploy(request.json().path("description").asText(""), apis.now());
        if (!stage.isEmpty()) {
            Stage now = requireStage(api, stage);
            api.put(now.with(now.settings().deepCopy().put("deploymentId", made.id()), apis.now()));
        }
        return AwsResponse.json(document(made)).withStatus(201);
    }

    private AwsResponse deployments(AwsRequest request, List<String> path) {
        return Page.two(
                request,
                find(request, path).deployments().stream()
                        .map(HttpApis::document)
                        .toList());
    }

    private AwsResponse deployment(AwsRequest request, List<String> path) {
        return AwsResponse.json(document(requireDeployment(find(request, path), path.get(1))));
    }

    private AwsResponse deleteDeployment(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        api.deleteDeployment(requireDeployment(api, path.get(1)).id());
        return AwsResponse.empty().withStatus(204);
    }

    private static Deployment requireDeployment(Api api, String id) {
        return api.deployment(id)
                .orElseThrow(() -> new AwsError("NotFoundException", 404, "Unable to find Deployment by ID " + id));
    }

    private static ObjectNode document(Deployment deployment) {
        return AwsJson.object()
                .put("deploymentId", deployment.id())
                .put("description", deployment.description())
                .put("deploymentStatus", "DEPLOYED")
                .put("autoDeployed", false)
                .put("createdDate", deployment.created().toString());
    }

    private AwsResponse createStage(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        CREATE_STAGE.validate(request.json(), "BadRequestException");
        String name = request.json().path("stageName").asText();
        Stage stage = new Stage(name, accepted(AwsJson.object(), request.json()), apis.now(), apis.now());
        api.createStage(stage);
        return AwsResponse.json(document(requireStage(api, name))).withStatus(201);
    }

    private AwsResponse updateStage(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        STAGE.validate(request.json(), "BadRequestException");
        Stage stage = requireStage(api, path.get(1));
        ObjectNode settings = accepted(stage.settings().deepCopy(), request.json());
        if (settings.path("autoDeploy").asBoolean() && request.json().has("deploymentId")) {
            throw Api.bad("Deployment ID cannot be set for a stage with auto deploy enabled");
        }
        api.put(stage.with(settings, apis.now()));
        return stage(request, path, 200);
    }

    /** A map of stage variables that is updated keeps what it isn't told; an empty value removes a variable. */
    private static ObjectNode accepted(ObjectNode settings, ObjectNode update) {
        for (String member : STAGE_MEMBERS) {
            JsonNode value = update.get(member);
            if (value == null) {
                continue;
            }
            if (member.equals("stageVariables")) {
                ObjectNode variables = settings.withObject("/stageVariables");
                value.properties().forEach(entry -> variables.set(entry.getKey(), entry.getValue()));
                variables
                        .properties()
                        .removeIf(entry -> entry.getValue().asText().isEmpty());
            } else if (value.isObject() && settings.path(member) instanceof ObjectNode known) {
                known.setAll((ObjectNode) value);
            } else {
                settings.set(member, value);
            }
        }
        String destination =
                settings.path("accessLogSettings").path("destinationArn").asText("");
        if (!destination.isEmpty() && !destination.matches("arn:aws[a-z-]*:(logs|firehose):\\S+")) {
            throw Api.bad("Invalid ARN specified in the request: accessLogSettings.destinationArn");
        }
        return settings;
    }

    private AwsResponse stages(AwsRequest request, List<String> path) {
        return Page.two(
                request,
                find(request, path).stages().stream().map(HttpApis::document).toList());
    }

    private AwsResponse stage(AwsRequest request, List<String> path, int status) {
        return AwsResponse.json(document(requireStage(find(request, path), path.get(1))))
                .withStatus(status);
    }

    private AwsResponse deleteStage(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        api.deleteStage(requireStage(api, path.get(1)).name());
        return AwsResponse.empty().withStatus(204);
    }

    private AwsResponse noAccessLog(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        Stage stage = requireStage(api, path.get(1));
        ObjectNode settings = stage.settings().deepCopy();
        settings.remove("accessLogSettings");
        api.put(stage.with(settings, apis.now()));
        return AwsResponse.empty().withStatus(204);
    }

    private static Stage requireStage(Api api, String name) {
        return api.stage(name)
                .orElseThrow(() -> new AwsError("NotFoundException", 404, "Unable to find Stage by name " + name));
    }

    private static ObjectNode document(Stage stage) {
        ObjectNode document = stage.settings().deepCopy();
        document.put("stageName", stage.name());
        document.put("autoDeploy", stage.autoDeploy());
        document.put("createdDate", stage.created().toString());
        document.put("lastUpdatedDate", stage.updated().toString());
        return document;
    }

    private Api tagged(AwsRequest request, List<String> path) {
        String arn = path.get(0);
        String prefix = "arn:aws:apigateway:" + request.region() + "::/apis/";
        if (!arn.startsWith(prefix)) {
            throw Api.bad("Invalid resource ARN: " + arn);
        }
        return apis.require(request, arn.substring(prefix.length()), true);
    }

    private AwsResponse tags(AwsRequest request, List<String> path) {
        return AwsResponse.json(
                AwsJson.object().set("tags", AwsJson.tree(tagged(request, path).tags())));
    }

    private AwsResponse tag(AwsRequest request, List<String> path) {
        Map<String, String> tags = Definition.texts(request.json().path("tags"));
        tagged(request, path).tag(tags);
        return AwsResponse.ok().withStatus(201);
    }

    private AwsResponse untag(AwsRequest request, List<String> path) {
        tagged(request, path).untag(request.head().query().getOrDefault("tagKeys", List.of()));
        return AwsResponse.empty().withStatus(204);
    }
}
