package io.jenkins.plugins.codecraft.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before moto and answers what moto lacks, so that what comes after such a call is tried against moto after all.
 * Each answer is either put together from other calls of moto's, or as little as AWS documents. docs/peers.md lists
 * them.
 */
final class MotoFront implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ERROR = "x-amzn-ErrorType";
    private static final String STATES = "AWSStepFunctions.";
    private static final Pattern HTTP_DEPLOYMENTS = Pattern.compile("/v2/apis/([a-z0-9]+)/deployments");
    private static final Pattern HTTP_STAGES = Pattern.compile("/v2/apis/([a-z0-9]+)/stages");
    private static final Pattern REST_IMPORT = Pattern.compile("/restapis/([A-Za-z0-9]+)");
    private static final Pattern REST_TAGS = Pattern.compile("/tags/arn[:%].*restapis(?:/|%2F)[A-Za-z0-9]+");
    private static final Set<String> NOT_FORWARDED =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "http2-settings", "transfer-encoding");

    private record Call(String method, URI uri, String body, Map<String, List<String>> headers) {
        Matcher path(Pattern pattern) {
            return pattern.matcher(uri.getRawPath());
        }

        String target() {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("X-Amz-Target"))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        Call with(String otherMethod, String otherPath, String otherBody) {
            return new Call(otherMethod, URI.create(otherPath), otherBody, headers);
        }

        Call toStates(String operation, String otherBody) {
            Map<String, List<String>> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            others.putAll(headers);
            others.put("X-Amz-Target", List.of(STATES + operation));
            return new Call(method, uri, otherBody, others);
        }
    }

    /** @param error the code in the header; "" if there is none */
    private record Answer(int status, String contentType, String error, byte[] body) {
        static Answer json(int status, JsonNode body) throws IOException {
            return new Answer(status, "application/json", "", JSON.writeValueAsBytes(body));
        }

        boolean succeeded() {
            return status / 100 == 2;
        }

        ObjectNode object() throws IOException {
            return (ObjectNode) JSON.readTree(body);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private final URI moto;
    private final Map<String, List<String>> versions = new ConcurrentHashMap<>();
    private final Map<String, ArrayNode> deployments = new ConcurrentHashMap<>();
    private final Map<String, String> served = new ConcurrentHashMap<>();

    MotoFront(URI moto) throws IOException {
        this.moto = moto;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Call call =
                    new Call(exchange.getRequestMethod(), exchange.getRequestURI(), body, exchange.getRequestHeaders());
            Answer answer = answer(call);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            if (!answer.error().isEmpty()) {
                exchange.getResponseHeaders().set(ERROR, answer.error());
            }
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(Call call) throws IOException, InterruptedException {
        if (call.target().startsWith(STATES)) {
            return states(call, call.target().substring(STATES.length()));
        }
        Matcher deployed = call.path(HTTP_DEPLOYMENTS);
        if (deployed.matches()) {
            return httpDeployments(call, deployed.group(1));
        }
        Matcher stages = call.path(HTTP_STAGES);
        if (stages.matches()) {
            return httpStages(call, stages.group(1));
        }
        Matcher imported = call.path(REST_IMPORT);
        if (imported.matches() && call.method().equals("PUT")) {
            return restImport(call, imported.group(1));
        }
        if (call.path(REST_TAGS).matches() && call.method().equals("PUT")) {
            return new Answer(204, "application/json", "", new byte[0]);
        }
        return forward(call);
    }

    private Answer states(Call call, String operation) throws IOException, InterruptedException {
        ObjectNode input = (ObjectNode) JSON.readTree(call.body());
        String machine = input.path("stateMachineArn").asText();
        return switch (operation) {
            case "ValidateStateMachineDefinition" ->
                Answer.json(
                        200, JSON.createObjectNode().put("result", "OK").set("diagnostics", JSON.createArrayNode()));
            case "DescribeStateMachine" -> described(forward(call));
            case "PublishStateMachineVersion" -> published(call, machine);
            case "ListStateMachineVersions" -> Answer.json(200, listed(machine));
            default -> forward(call);
        };
    }

    /** moto has no revisions, by which AWS tells whether a version is of what the machine is now. */
    private static Answer described(Answer answer) throws IOException {
        if (!answer.succeeded()) {
            return answer;
        }
        ObjectNode machine = answer.object();
        int revision =
                List.of(machine.path("definition"), machine.path("roleArn")).hashCode();
        return Answer.json(200, machine.put("revisionId", Integer.toHexString(revision)));
    }

    /** moto publishes a version as part of an update only. */
    private Answer published(Call call, String machine) throws IOException, InterruptedException {
        Answer now = forward(call.toStates("DescribeStateMachine", call.body()));
        if (!now.succeeded()) {
            return now;
        }
        String update = JSON.createObjectNode()
                .put("stateMachineArn", machine)
                .put("roleArn", now.object().path("roleArn").asText())
                .put("publish", true)
                .toString();
        Answer answer = forward(call.toStates("UpdateStateMachine", update));
        if (answer.succeeded()) {
            versions.computeIfAbsent(machine, key -> new ArrayList<>())
                    .add(0, answer.object().path("stateMachineVersionArn").asText());
        }
        return answer;
    }

    private JsonNode listed(String machine) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode all = answer.putArray("stateMachineVersions");
        versions.getOrDefault(machine, List.of())
                .forEach(version ->
                        all.addObject().put("stateMachineVersionArn", version).put("creationDate", 0));
        return answer;
    }

    private Answer httpDeployments(Call call, String api) throws IOException {
        ArrayNode all = deployments.computeIfAbsent(api, key -> JSON.createArrayNode());
        if (call.method().equals("GET")) {
            return Answer.json(200, JSON.createObjectNode().set("items", all));
        }
        ObjectNode made = all.addObject()
                .put("deploymentId", "deployment" + all.size())
                .put("deploymentStatus", "DEPLOYED")
                .put("createdDate", "2026-01-01T00:00:0" + all.size() + "Z")
                .put(
                        "description",
                        JSON.readTree(call.body()).path("description").asText());
        return Answer.json(201, made);
    }

    /** moto forgets which deployment a stage serves. */
    private Answer httpStages(Call call, String api) throws IOException, InterruptedException {
        Answer answer = forward(call);
        if (!answer.succeeded()) {
            return answer;
        }
        if (call.method().equals("POST")) {
            JsonNode stage = JSON.readTree(call.body());
            served.put(
                    api + "/" + stage.path("stageName").asText(),
                    stage.path("deploymentId").asText());
            return answer;
        }
        ObjectNode stages = answer.object();
        for (JsonNode stage : stages.path("items")) {
            String name = api + "/" + stage.path("stageName").asText();
            ((ObjectNode) stage).put("deploymentId", served.getOrDefault(name, ""));
        }
        return Answer.json(200, stages);
    }

    /** moto takes over the paths of a document, not its title and description. */
    private Answer restImport(Call call, String api) throws IOException, InterruptedException {
        Answer answer = forward(call);
        if (!answer.succeeded()) {
            return answer;
        }
        ObjectNode patch = JSON.createObjectNode();
        patch.putArray("patchOperations")
                .addObject()
                .put("op", "replace")
                .put("path", "/description")
                .put("value", JSON.readTree(call.body()).at("/info/description").asText());
        return forward(call.with("PATCH", "/restapis/" + api, patch.toString()));
    }

    private Answer forward(Call call) throws IOException, InterruptedException {
        URI uri = call.uri();
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        HttpRequest.Builder request = HttpRequest.newBuilder(moto.resolve(path))
                .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
        call.headers().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        String type = response.headers().firstValue("Content-Type").orElse("application/json");
        String error = response.headers().firstValue(ERROR).orElse("");
        return new Answer(response.statusCode(), type, error, response.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
