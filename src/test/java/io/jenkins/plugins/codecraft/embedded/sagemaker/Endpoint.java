package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.Alarm;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.CloudWatch;
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
    private static final Duration LOOK_AT_ALARMS = Duration.ofSeconds(15);

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
    private String stage = "Creating";
    private int share;
    private int credit;
    private boolean rollbackFails;

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
        deploy(fleet, context.timings().get().creating(), Rollout.usual());
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
        deploy(fleet, context.timings().get().updating(), Rollout.of(deploymentConfig));
    }

    /** Auto scaling, or a person, gives a variant another number of instances. */
    void scale(String variant, int count) {
        ObjectNode one = AwsJson.object().put("VariantName", variant).put("DesiredInstanceCount", count);
        change(AwsJson.object().putArray("variants").add(one));
    }

    /** @param wanted as {@code DesiredWeightsAndCapacities} has it */
    synchronized void change(JsonNode wanted) {
        requireSettled();
        Fleet fleet = serving;
        enter("Updating");
        context.after(context.timings().get().updating(), () -> changed(fleet, wanted));
    }

    private synchronized void changed(Fleet fleet, JsonNode wanted) {
        if (status.equals("Updating") && serving == fleet && pending == null) {
            wanted.forEach(fleet::change);
            enter("InService");
        }
    }

    /** The next update that fails is not taken back either. */
    synchronized void failNextRollback() {
        rollbackFails = true;
    }

    private void deploy(Fleet fleet, Duration atLeast, Rollout rollout) {
        pending = fleet;
        stage = "Creating";
        share = 0;
        CompletableFuture<Void> time = new CompletableFuture<>();
        context.after(atLeast, () -> time.complete(null));
        context.inBackground(() -> {
            Optional<String> failure = start(fleet);
            time.thenRun(() -> failure.ifPresentOrElse(why -> fail(fleet, why), () -> move(fleet, rollout, 0)));
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

    /** Gives the new fleet the share of a stage, and watches it; after the last stage the old fleet goes. */
    private synchronized void move(Fleet fleet, Rollout rollout, int number) {
        if (pending != fleet) {
            fleet.close();
            return;
        }
        if (serving == null || number == rollout.stages().size()) {
            settle(fleet);
            return;
        }
        Rollout.Stage next = rollout.stages().get(number);
        share = next.percent();
        stage = "Baking";
        bake(fleet, rollout, number, next.bake());
    }

    private synchronized void bake(Fleet fleet, Rollout rollout, int number, Duration left) {
        if (pending != fleet) {
            fleet.close();
            return;
        }
        Optional<String> alarm = rollout.alarms().stream().filter(this::isOn).findFirst();
        if (alarm.isPresent()) {
            fail(fleet, "Auto rollback was triggered as the CloudWatch alarm(s) [" + alarm.get() + "] went off.");
        } else if (left.isZero()) {
            move(fleet, rollout, number + 1);
        } else {
            Duration look = left.compareTo(LOOK_AT_ALARMS) < 0 ? left : LOOK_AT_ALARMS;
            context.after(look, () -> bake(fleet, rollout, number, left.minus(look)));
        }
    }

    private boolean isOn(String alarm) {
        return context.aws()
                .services()
                .get(CloudWatch.class)
                .state(region, alarm)
                .filter(Alarm.State.ALARM::equals)
                .isPresent();
    }

    private synchronized void fail(Fleet fleet, String why) {
        if (pending != fleet) {
            fleet.close();
            return;
        }
        failureReason = why;
        fleet.close();
        if (serving == null) {
            enter("Failed");
            return;
        }
        pending = null;
        if (rollbackFails) {
            rollbackFails = false;
            enter("UpdateRollbackFailed");
            return;
        }
        enter("RollingBack");
        context.after(context.timings().get().updating(), this::rolledBack);
    }

    private void settle(Fleet fleet) {
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
        if (!status.matches("InService|Failed|UpdateRollbackFailed")) {
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
        if (serving == null || pending == null || share == 0) {
            return Optional.ofNullable(serving);
        }
        credit += share;
        if (credit < 100) {
            return Optional.of(serving);
        }
        credit -= 100;
        return Optional.of(pending);
    }

    /** What of the traffic goes to the fleet that is about to serve. */
    synchronized int share() {
        return pending == null || serving == null ? 0 : share;
    }

    /** The fleet that serves, or is about to. */
    synchronized Optional<Fleet> current() {
        return Optional.ofNullable(serving != null ? serving : pending);
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
                answer.set("ProductionVariants", shown.describe(status.equals("Creating") ? "Creating" : "", 100));
            }
        }
        if (serving != null && pending != null && !status.equals("RollingBack")) {
            ObjectNode summary = answer.putObject("PendingDeploymentSummary")
                    .put("EndpointConfigName", pending.config().name());
            summary.set("ProductionVariants", pending.describe(stage, share));
            SageMakerContext.time(summary, "StartTime", pending.created());
        }
        deployment.ifPresent(config -> answer.set("LastDeploymentConfig", config));
        if (!failureReason.isEmpty()) {
            answer.put("FailureReason", failureReason);
        }
        return answer;
    }
}
