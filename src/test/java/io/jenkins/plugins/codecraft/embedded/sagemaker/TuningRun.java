package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Takes a hyperparameter tuning job through its trainings, which are training jobs as others are. Grid search goes through
 * all combinations; the other strategies choose at random here, by the job's seed or its name, so that a run can be
 * repeated. Safe for threads.
 */
final class TuningRun implements JobRun {
    private static final int MOST_TRAININGS = 750;
    private static final int FAILURES_IN_VAIN = 5;

    private final SageMakerContext context;
    private final TrainingJobs trainings;
    private final AwsRequest request;
    private final Job job;
    private final JsonNode config;
    private final List<TuningDefinition> definitions;
    private final Random random;
    private final List<TuningTrial> trials = new ArrayList<>();
    private boolean ending;
    private String endStatus = "Completed";
    private String failure = "";
    private Future<?> limit;

    private TuningRun(
            SageMakerContext context,
            TrainingJobs trainings,
            AwsRequest request,
            Job job,
            List<TuningDefinition> definitions) {
        this.context = context;
        this.trainings = trainings;
        this.request = request;
        this.job = job;
        this.config = job.request().get("HyperParameterTuningJobConfig");
        this.definitions = definitions;
        this.random = new Random(config.path("RandomSeed").asLong(job.name().hashCode()));
    }

    /** @throws AwsError if SageMaker refuses the job */
    static TuningRun of(SageMakerContext context, TrainingJobs trainings, AwsRequest request, Job job) {
        List<TuningDefinition> definitions = TuningDefinition.of(job.request());
        TuningRun run = new TuningRun(context, trainings, request, job, definitions);
        run.check();
        return run;
    }

    private void check() {
        JsonNode limits = config.get("ResourceLimits");
        int most = limits.path("MaxNumberOfTrainingJobs").asInt(MOST_TRAININGS);
        if (limits.get("MaxParallelTrainingJobs").asInt() > most) {
            throw AwsError.validation("MaxParallelTrainingJobs must not be greater than MaxNumberOfTrainingJobs.");
        }
        for (TuningDefinition definition : definitions) {
            context.requireRole(definition.json().get("RoleArn").asText());
            if (isGrid() && definition.ranges().size() == 0) {
                throw AwsError.validation("Grid search takes categorical hyperparameter ranges only.");
            }
        }
    }

    private boolean isGrid() {
        return config.get("Strategy").asText().equals("Grid");
    }

    private int most() {
        int combinations = definitions.stream()
                .mapToInt(definition -> definition.ranges().size())
                .sum();
        int wanted = config.at("/ResourceLimits/MaxNumberOfTrainingJobs").asInt(MOST_TRAININGS);
        return isGrid() ? Math.min(combinations, wanted) : wanted;
    }

    @Override
    public void start() {
        JsonNode seconds = config.at("/ResourceLimits/MaxRuntimeInSeconds");
        synchronized (this) {
            if (seconds.isNumber()) {
                limit = context.aws().clock().after(Duration.ofSeconds(seconds.asLong()), () -> end("Completed"));
            }
        }
        context.inBackground(this::goOn);
    }

    /** Starts what there is room for, or ends. */
    private synchronized void goOn() {
        if (job.isOver()) {
            return;
        }
        if (isInVain()) {
            fail("No training job succeeded after " + trials.size()
                    + " attempts. For additional details, please take a look at the training job failures.");
        } else if (best().filter(this::isEnough).isPresent()) {
            end("Completed");
        }
        int parallel = config.at("/ResourceLimits/MaxParallelTrainingJobs").asInt();
        while (!ending && trials.size() < most() && count(trial -> !trial.job().isOver()) < parallel) {
            next();
        }
        if (count(trial -> !trial.job().isOver()) == 0) {
            over();
        }
    }

    private void next() {
        int number = trials.size();
        TuningDefinition definition = definitions.get(number % definitions.size());
        Map<String, String> values = isGrid()
                ? definition.ranges().combination(number / definitions.size())
                : definition.ranges().any(random);
        String name = "%s-%03d-%08x".formatted(job.name(), number + 1, random.nextInt());
        try {
            trainings.create(request, definition.training(name, values));
            TrainingJob training = trainings.job(job.region(), name);
            training.tunedBy(job.arn());
            trials.add(new TuningTrial(definition, training, values));
            training.over().thenRun(() -> context.inBackground(this::goOn));
        } catch (AwsError refused) {
            fail(refused.getMessage());
        }
    }

    /** Whether nothing has come of what was tried. */
    private boolean isInVain() {
        return best().isEmpty() && count(trial -> trial.job().isOver()) >= Math.min(FAILURES_IN_VAIN, most());
    }

    private boolean isEnough(TuningTrial best) {
        JsonNode criteria = config.path("TuningJobCompletionCriteria");
        JsonNode target = criteria.path("TargetObjectiveMetricValue");
        if (target.isNumber()
                && !best.definition()
                        .isBetter(target.asDouble(), best.objective().orElseThrow())) {
            return true;
        }
        int patience = criteria.at("/BestObjectiveNotImproving/MaxNumberOfTrainingJobsNotImproving")
                .asInt(Integer.MAX_VALUE);
        return count(trial -> trial.job().isOver() && trial.created().isAfter(best.created())) >= patience;
    }

    private int count(Predicate<TuningTrial> which) {
        return (int) trials.stream().filter(which).count();
    }

    private Optional<TuningTrial> best() {
        Optional<TuningTrial> best = Optional.empty();
        for (TuningTrial trial : trials) {
            Optional<Double> value = trial.objective();
            if (value.isPresent()
                    && (best.isEmpty()
                            || trial.definition()
                                    .isBetter(
                                            value.get(), best.get().objective().orElseThrow()))) {
                best = Optional.of(trial);
            }
        }
        return best;
    }

    private synchronized void fail(String reason) {
        if (!ending) {
            failure = reason;
            end("Failed");
        }
    }

    private synchronized void end(String status) {
        if (!ending) {
            ending = true;
            endStatus = status;
            trials.forEach(trial -> trainings.halt(job.region(), trial.name()));
            context.inBackground(this::goOn);
        }
    }

    private void over() {
        if (limit != null) {
            limit.cancel(false);
        }
        if (endStatus.equals("Failed")) {
            job.failed(failure, context.now());
        } else {
            job.enter(endStatus, context.now());
        }
    }

    @Override
    public synchronized void stop() {
        if (!ending && !job.isOver()) {
            job.enter("Stopping", context.now());
            end("Stopped");
        }
    }

    @Override
    public synchronized void abandon() {
        ending = true;
    }

    @Override
    public synchronized void describe(ObjectNode answer) {
        counters(answer);
        best().ifPresent(trial -> answer.set("BestTrainingJob", trial.summary()));
    }

    @Override
    public synchronized void summarize(ObjectNode summary) {
        counters(summary);
        summary.set("Strategy", config.get("Strategy"));
        summary.set("ResourceLimits", config.get("ResourceLimits"));
    }

    private void counters(ObjectNode node) {
        node.putObject("TrainingJobStatusCounters")
                .put("Completed", count(trial -> trial.status().equals("Completed")))
                .put("InProgress", count(trial -> !trial.job().isOver()))
                .put("RetryableError", 0)
                .put("NonRetryableError", count(trial -> trial.status().equals("Failed")))
                .put("Stopped", count(trial -> trial.status().equals("Stopped")));
        ObjectNode objectives = node.putObject("ObjectiveStatusCounters");
        for (String status : List.of("Succeeded", "Pending", "Failed")) {
            objectives.put(status, count(trial -> trial.objectiveStatus().equals(status)));
        }
    }

    synchronized List<TuningTrial> trials() {
        return List.copyOf(trials);
    }
}
