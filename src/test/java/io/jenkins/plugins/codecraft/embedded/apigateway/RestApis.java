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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The control plane of REST APIs: version 1 of the API Gateway API. */
public final class RestApis implements AwsService {
    private static final Shape CREATE_STAGE = Shape.struct()
            .required("stageName", Shape.string().pattern("[A-Za-z0-9_-]{1,128}"))
            .required("deploymentId", Shape.string())
            .optional("variables", Shape.map(Shape.string().pattern("\\w+"), Shape.string()));

    private final Apis apis;
    private final Keys keys;
    private final Operations operations = new Operations();

    RestApis(Apis apis, Keys keys, AwsEnvironment environment) {
        this.apis = apis;
        this.keys = keys;
        operations
                .add("ImportRestApi", "POST", "/restapis", RestApis::imports, (request, path) -> importApi(request))
                .add("CreateRestApi", "POST", "/restapis", (request, path) -> create(request))
                .add("GetRestApis", "GET", "/restapis", (request, path) -> list(request))
                .add("GetRestApi", "GET", "/restapis/*", (request, path) -> api(find(request, path), 200))
                .add("PutRestApi", "PUT", "/restapis/*", this::put)
                .add("UpdateRestApi", "PATCH", "/restapis/*", this::update)
                .add("DeleteRestApi", "DELETE", "/restapis/*", this::delete)
                .add("GetResources", "GET", "/restapis/*/resources", this::resources)
                .add("CreateDeployment", "POST", "/restapis/*/deployments", this::deploy)
                .add("GetDeployments", "GET", "/restapis/*/deployments", this::deployments)
                .add("GetDeployment", "GET", "/restapis/*/deployments/*", this::deployment)
                .add("DeleteDeployment", "DELETE", "/restapis/*/deployments/*", this::deleteDeployment)
                .add("CreateStage", "POST", "/restapis/*/stages", this::createStage)
                .add("GetStages", "GET", "/restapis/*/stages", this::stages)
                .add("GetStage", "GET", "/restapis/*/stages/*", (request, path) -> stage(request, path, 200))
                .add("UpdateStage", "PATCH", "/restapis/*/stages/*", this::updateStage)
                .add("DeleteStage", "DELETE", "/restapis/*/stages/*", this::deleteStage)
                .add("GetTags", "GET", "/tags/*", this::tags)
                .add("TagResource", "PUT", "/tags/*", this::tag)
                .add("UntagResource", "DELETE", "/tags/*", this::untag);
        keys.add(operations);
    }

    private static boolean imports(HttpHead head) {
        return head.query("mode").orElse("").equals("import");
    }

    /** Names for the random ids of a region's APIs, deployments, plans and keys that are the same in each run. */
    public Map<String, String> names(String region) {
        Map<String, String> names = new TreeMap<>(apis.names(region));
        names.putAll(keys.names(region));
        return names;
    }

    /** What nobody may learn. */
    public List<String> keyValues() {
        return keys.values();
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
        return !head.rawPath().startsWith("/v2/");
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
        return apis.require(request, path.get(0), false);
    }

    private AwsResponse create(AwsRequest request) {
        Shape.struct().required("name", Shape.string().length(1, 1024)).validate(request.json(), "BadRequestException");
        JsonNode json = request.json();
        Api api = new Api(
                request.region(),
                false,
                json.path("name").asText(),
                json.path("description").asText(""),
                apis.now());
        api.tag(Definition.texts(json.path("tags")));
        apis.add(api);
        return api(api, 201);
    }

    private AwsResponse importApi(AwsRequest request) {
        Definition definition = read(request);
        Api api = new Api(request.region(), false, definition.title(), definition.description(), apis.now());
        api.define(definition, apis.now());
        apis.add(api);
        return api(api, 201);
    }

    private AwsResponse put(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        Definition definition = read(request);
        boolean overwrite = request.query("mode").orElse("merge").equals("overwrite");
        api.define(overwrite ? definition : api.latest().merged(definition), apis.now());
        return api(api, 200);
    }

    private static Definition read(AwsRequest request) {
        boolean strict = request.query("failonwarnings").orElse("false").equals("true");
        return OpenApi.read(request.body(), false, strict);
    }

    private AwsResponse list(AwsRequest request) {
        return Page.one(
                request,
                apis.list(request.region(), false).stream()
                        .map(RestApis::document)
                        .toList());
    }

    private AwsResponse update(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        ObjectNode patched = Patch.apply(
                AwsJson.object().put("name", api.name()).put("description", api.description()), request.json());
        api.describe(patched.path("name").asText(), patched.path("description").asText());
        return api(api, 200);
    }

    private AwsResponse delete(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        keys.forget(api);
        apis.remove(api);
        return AwsResponse.empty().withStatus(202);
    }

    private static AwsResponse api(Api api, int status) {
        return AwsResponse.json(document(api)).withStatus(status);
    }

    private static ObjectNode document(Api api) {
        ObjectNode document = AwsJson.object()
                .put("id", api.id())
                .put("name", api.name())
                .put("description", api.description())
                .put("createdDate", api.created().getEpochSecond());
        document.set("tags", AwsJson.tree(api.tags()));
        document.set("warnings", AwsJson.tree(api.latest().warnings()));
        return document;
    }

    private AwsResponse resources(AwsRequest request, List<String> path) {
        Map<String, ObjectNode> resources = new TreeMap<>();
        resources.put("/", AwsJson.object().put("id", path.get(0)).put("path", "/"));
        find(request, path).latest().routes().forEach(route -> resources
                .computeIfAbsent(
                        route.path(),
                        any -> AwsJson.object().put("id", route.id()).put("path", route.path()))
                .withObject("/resourceMethods")
                .putObject(route.method()));
        return Page.one(request, List.copyOf(resources.values()));
    }

    private AwsResponse deploy(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        JsonNode json = request.json();
        Deployment made = api.deploy(json.path("description").asText(""), apis.now());
        String stage = json.path("stageName").asText("");
        if (!stage.isEmpty()) {
            Stage now = api.stage(stage).orElseGet(() -> new Stage(stage, AwsJson.object(), apis.now(), apis.now()));
            api.put(now.with(now.settings().deepCopy().put("deploymentId", made.id()), apis.now()));
        }
        return AwsResponse.json(document(made)).withStatus(201);
    }

    private AwsResponse deployments(AwsRequest request, List<String> path) {
        return Page.one(
                request,
                find(request, path).deployments().stream()
                        .map(RestApis::document)
                        .toList());
    }

    private AwsResponse deployment(AwsRequest request, List<String> path) {
        return AwsResponse.json(document(requireDeployment(find(request, path), path.get(1))));
    }

    private AwsResponse deleteDeployment(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        api.deleteDeployment(requireDeployment(api, path.get(1)).id());
        return AwsResponse.empty().withStatus(202);
    }

    private static Deployment requireDeployment(Api api, String id) {
        return api.deployment(id)
                .orElseThrow(() -> new AwsError("NotFoundException", 404, "Invalid Deployment identifier specified"));
    }

    private static ObjectNode document(Deployment deployment) {
        return AwsJson.object()
                .put("id", deployment.id())
                .put("description", deployment.description())
                .put("createdDate", deployment.created().getEpochSecond());
    }

    private AwsResponse createStage(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        CREATE_STAGE.validate(request.json(), "BadRequestException");
        ObjectNode settings = request.json().deepCopy();
        settings.remove("stageName");
        String name = request.json().path("stageName").asText();
        api.createStage(new Stage(name, settings, apis.now(), apis.now()));
        return AwsResponse.json(document(requireStage(api, name))).withStatus(201);
    }

    private AwsResponse updateStage(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        Stage stage = requireStage(api, path.get(1));
        ObjectNode settings = Patch.apply(stage.settings().deepCopy(), request.json());
        api.put(stage.with(settings, apis.now()));
        return stage(request, path, 200);
    }

    private AwsResponse stages(AwsRequest request, List<String> path) {
        ObjectNode all = AwsJson.object();
        find(request, path).stages().forEach(stage -> all.withArray("/item").add(document(stage)));
        return AwsResponse.json(all);
    }

    private AwsResponse stage(AwsRequest request, List<String> path, int status) {
        return AwsResponse.json(document(requireStage(find(request, path), path.get(1))))
                .withStatus(status);
    }

    private AwsResponse deleteStage(AwsRequest request, List<String> path) {
        Api api = find(request, path);
        String stage = requireStage(api, path.get(1)).name();
        keys.refuseIfUsed(api.id() + ":" + stage);
        api.deleteStage(stage);
        return AwsResponse.empty().withStatus(202);
    }

    private static Stage requireStage(Api api, String name) {
        return api.stage(name)
                .orElseThrow(() -> new AwsError("NotFoundException", 404, "Invalid stage identifier specified"));
    }

    private static ObjectNode document(Stage stage) {
        ObjectNode document = stage.settings().deepCopy();
        document.put("stageName", stage.name());
        document.put("createdDate", stage.created().getEpochSecond());
        document.put("lastUpdatedDate", stage.updated().getEpochSecond());
        return document;
    }

    private Api tagged(AwsRequest request, List<String> path) {
        String prefix = "arn:aws:apigateway:" + request.region() + "::/restapis/";
        String arn = path.get(0);
        if (!arn.startsWith(prefix)) {
            throw Api.bad("Invalid ARN specified in the request");
        }
        return apis.require(request, arn.substring(prefix.length()), false);
    }

    private AwsResponse tags(AwsRequest request, List<String> path) {
        return AwsResponse.json(
                AwsJson.object().set("tags", AwsJson.tree(tagged(request, path).tags())));
    }

    private AwsResponse tag(AwsRequest request, List<String> path) {
        tagged(request, path).tag(Definition.texts(request.json().path("tags")));
        return AwsResponse.empty().withStatus(204);
    }

    private AwsResponse untag(AwsRequest request, List<String> path) {
        tagged(request, path).untag(request.head().query().getOrDefault("tagKeys", List.of()));
        return AwsResponse.empty().withStatus(204);
    }
}
