package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A REST or HTTP API. Guarded by its own lock. */
final class Api {
    private final String id;
    private final String region;
    private final boolean http;
    private final Instant created;
    private String name;
    private String description;
    private Definition latest;
    private final Map<String, String> tags = new TreeMap<>();
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();
    private final List<String> made = new ArrayList<>();
    private final Map<String, Stage> stages = new LinkedHashMap<>();

    Api(String region, boolean http, String name, String description, Instant created) {
        this.id = Ids.of(10);
        this.region = region;
        this.http = http;
        this.name = name;
        this.description = description;
        this.latest = Definition.empty(name);
        this.created = created;
    }

    String id() {
        return id;
    }

    String region() {
        return region;
    }

    boolean http() {
        return http;
    }

    Instant created() {
        return created;
    }

    synchronized String name() {
        return name;
    }

    synchronized String description() {
        return description;
    }

    synchronized void describe(String newName, String newDescription) {
        name = newName;
        description = newDescription;
    }

    synchronized Definition latest() {
        return latest;
    }

    /** Replaces what the next deployment takes; stages go on with what they serve, if they don't deploy by themselves. */
    synchronized void define(Definition definition, Instant now) {
        latest = definition;
        name = definition.title();
        description = definition.description();
        stages.replaceAll((key, stage) -> stage.autoDeploy() ? deployed(stage, now) : stage);
    }

    private Stage deployed(Stage stage, Instant now) {
        Deployment made = new Deployment(
                Ids.of(6), "Automatic deployment triggered by changes to the Api configuration", now, latest);
        keep(made);
        return stage.with(stage.settings().deepCopy().put("deploymentId", made.id()), now);
    }

    synchronized Map<String, String> tags() {
        return new TreeMap<>(tags);
    }

    synchronized void tag(Map<String, String> more) {
        tags.putAll(more);
    }

    synchronized void untag(Collection<String> keys) {
        tags.keySet().removeAll(keys);
    }

    synchronized void tagOnly(Map<String, String> all) {
        tags.clear();
        tags.putAll(all);
    }

    /** Freezes the API as it is now. */
    synchronized Deployment deploy(String text, Instant now) {
        if (latest.routes().isEmpty()) {
            throw bad(
                    http
                            ? "At least one route is required before deploying the Api."
                            : "The REST API doesn't contain any methods");
        }
        if (latest.routes().stream().anyMatch(route -> route.integration().isEmpty())) {
            throw bad(http ? "At least one route has no integration" : "No integration defined for method");
        }
        Deployment made = new Deployment(Ids.of(6), text, now, latest);
        keep(made);
        return made;
    }

    private void keep(Deployment deployment) {
        deployments.put(deployment.id(), deployment);
        made.add(deployment.id());
    }

    /** The ids of all deployments that there ever were, the oldest first. */
    synchronized List<String> made() {
        return List.copyOf(made);
    }

    synchronized List<Deployment> deployments() {
        return List.copyOf(deployments.values());
    }

    synchronized Optional<Deployment> deployment(String deployment) {
        return Optional.ofNullable(deployments.get(deployment));
    }

    synchronized void deleteDeployment(String deployment) {
        if (stages.values().stream().anyMatch(stage -> stage.deploymentId().equals(deployment))) {
            throw bad("Active stages pointing to this deployment must be moved or deleted");
        }
        deployments.remove(deployment);
    }

    synchronized List<Stage> stages() {
        return List.copyOf(stages.values());
    }

    synchronized Optional<Stage> stage(String stage) {
        return Optional.ofNullable(stages.get(stage));
    }

    synchronized void createStage(Stage stage) {
        if (stages.containsKey(stage.name())) {
            throw new AwsError("ConflictException", 409, "Stage already exists");
        }
        put(stage);
    }

    synchronized void put(Stage stage) {
        String deployment = stage.deploymentId();
        if (!deployment.isEmpty() && !deployments.containsKey(deployment)) {
            throw http
                    ? new AwsError("NotFoundException", 404, "Unable to find Deployment by ID " + deployment)
                    : bad("Invalid deployment identifier specified");
        }
        stages.put(
                stage.name(),
                stage.autoDeploy() && deployment.isEmpty() && !latest.routes().isEmpty()
                        ? deployed(stage, stage.updated())
                        : stage);
    }

    synchronized void deleteStage(String stage) {
        stages.remove(stage);
    }

    /** What a stage serves. */
    synchronized Optional<Definition> served(Stage stage) {
        return Optional.ofNullable(deployments.get(stage.deploymentId())).map(Deployment::snapshot);
    }

    static AwsError bad(String message) {
        return new AwsError("BadRequestException", 400, message);
    }
}
