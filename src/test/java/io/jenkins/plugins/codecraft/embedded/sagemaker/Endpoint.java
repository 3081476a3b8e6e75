package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An endpoint: its state, the fleet that serves, and the fleet that is about to. Updates are blue/green: the old fleet
 * serves until the new one is healthy, and goes on serving if that never happens. Safe for threads.
 */
final class Endpoint implements Listed {
    private final SageMakerContext context;
    private final String name;
    private final String region;
    private final String arn;
    private final Instant created;
    private String status = "Creating";
    private Instant modified;
    private String failureReason = "";
    private Optional<JsonNode> deployment = Optional.empty();
    private Fleet serving;
    private Fleet pending;

    Endpoint(SageMakerContext context, String region, String name, String arn) {
        this.context = context;
        this.region = region;
        this.name = name;
        this.arn = arn;
        this.created = context.now();
        this.modified = created;
    }

    /** Brings up the first fleet. */
    synchronized void create(Fleet fleet, Optional<JsonNode> deploymentConfig) {
        deployment = deploymentConfig;
        deploy(fleet, context.timings().get().creating());
    }

    /** @throws AwsError if its state does not allow it now */
    synchronized void update(Fleet fleet, Optional<JsonNode> deploymentConfig) {
        requireSettled();
        if (status.equals("Failed")) {
            throw AwsError.validation(
                    "Cannot update endpoint \"" + arn + "\" in status Failed; it can only be deleted.");
        }
        deployment = deploymentConfig;
        failureReason = "";
        enter("Updating");
        deploy(fleet, context.timings().get().updating());
    }

    private void deploy(Fleet fleet, Duration atLeast) {
        pending = fleet;
        CompletableFuture<Void> time = new CompletableFuture<>();
        context.after(atLeast, () -> time.complete(null));
        context.inBackground(() -> {
            Optional<String> failure = start(fleet);
            time.thenRun(() -> settle(fleet, failure));
        });
    }

    private static Optional<String> start(Fleet fleet) {
        try {
            fleet.start();
            return Optional.empty();
        } catch (IOException | AwsError unhealthy) {
            return Optional.of(unhealthy.getMessage());
        }
    }

    private synchronized void settle(Fleet fleet, Optional<String> failure) {
        if (pending != fleet) {
            fleet.close();
            return;
        }
        failureReason = failure.orElse("");
        if (failure.isPresent()) {
            fleet.close();
            if (serving == null) {
                enter("Failed");
            } else {
                pending = null;
                enter("RollingBack");
                context.after(context.timings().get().updating(), this::rolledBack);
            }
            return;
        }
        Fleet old = serving;
        serving = fleet;
        pending = null;
        enter("InService");
        if (old != null) {
            old.close();
        }
    }

    private synchronized void rolledBack() {
        if (status.equals("RollingBack")) {
            enter("InService");
        }
    }

    /** Begins to delete it; {@code gone} runs when it has ceased to exist. */
    synchronized void delete(Runnable gone) {
        requireSettled();
        enter("Deleting");
        close();
        context.after(context.timings().get().deleting(), gone);
    }

    private void requireSettled() {
        if (!status.equals("InService") && !status.equals("Failed")) {
            throw AwsError.validation("Cannot update in-progress endpoint \"" + arn + "\".");
        }
    }

    private void enter(String next) {
        status = next;
        modified = context.now();
    }

    /** Ends its containers. */
    synchronized void close() {
        if (serving != null) {
            serving.close();
        }
        if (pending != null) {
            pending.close();
        }
        serving = null;
        pending = null;
    }

    /** The fleet to ask; empty if it does not serve. */
    synchronized Optional<Fleet> fleet() {
        return Optional.ofNullable(serving);
    }

    /** How many instances of a type it has, or is about to have. */
    synchronized int instances(String type) {
        Fleet fleet = pending != null ? pending : serving;
        return fleet == null ? 0 : instances(fleet.config(), type);
    }

    static int instances(Resource config, String type) {
        int count = 0;
        for (JsonNode variant : config.request().get("ProductionVariants")) {
            if (type.equals(variant.path("InstanceType").asText())) {
                count += variant.path("InitialInstanceCount").asInt();
            }
        }
        return count;
    }

    @Override
    public String name() {
        return name;
    }

    String region() {
        return region;
    }

    String arn() {
        return arn;
    }

    String logGroup() {
        return "/aws/sagemaker/Endpoints/" + name;
    }

    @Override
    public Instant created() {
        return created;
    }

    @Override
    public synchronized Instant modified() {
        return modified;
    }

    @Override
    public synchronized String status() {
        return status;
    }

    synchronized ObjectNode summary() {
        ObjectNode summary = AwsJson.object().put("EndpointName", name).put("EndpointArn", arn);
        SageMakerContext.time(summary, "CreationTime", created);
        SageMakerContext.time(summary, "LastModifiedTime", modified);
        return summary.put("EndpointStatus", status);
    }

    synchronized ObjectNode describe() {
        ObjectNode answer = summary();
        Fleet shown = serving != null ? serving : pending;
        if (shown != null) {
            answer.put("EndpointConfigName", shown.config().name());
            if (!status.equals("Failed")) {
                answer.set("ProductionVariants", shown.describe(status.equals("Creating") ? "Creating" : ""));
            }
        }
        if (serving != null && pending != null) {
            ObjectNode summary = answer.putObject("PendingDeploymentSummary")
                    .put("EndpointConfigName", pending.config().name());
            summary.set("ProductionVariants", pending.describe("Creating"));
            SageMakerContext.time(summary, "StartTime", pending.created());
        }
        deployment.ifPresent(config -> answer.set("LastDeploymentConfig", config));
        if (!failureReason.isEmpty()) {
            answer.put("FailureReason", failureReason);
        }
        return answer;
    }
}
