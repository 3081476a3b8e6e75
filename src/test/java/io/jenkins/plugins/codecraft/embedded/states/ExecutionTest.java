package io.jenkins.plugins.codecraft.embedded.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.InnerCalls;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineTypeNotSupportedException;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/** Executions: started by name, stopped, redriven, and their history. */
class ExecutionTest {
    private static final String LONG = "'A': {'Type': 'Wait', 'Seconds': 80000, 'End': true}";
    private static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/fake:1";

    private static StatesLab lab;
    private static SfnClient client;

    @BeforeAll
    static void begin() {
        lab = new StatesLab();
        client = lab.client();
        lab.aws().objects().createBucket("lab");
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    private static String start(String machine, String name, String input) {
        return client.startExecution(
                        request -> request.stateMachineArn(machine).name(name).input(input))
                .executionArn();
    }

    @Test
    void a_name_starts_one_execution() {
        String machine = lab.states(LONG);
        String execution = start(machine, "one", "{}");
        assertThat(start(machine, "one", "{}")).isEqualTo(execution);
        assertThatThrownBy(() -> start(machine, "one", "{\"a\":1}"))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
        client.stopExecution(
                request -> request.executionArn(execution).error("E").cause("C"));
        assertThatThrownBy(() -> start(machine, "one", "{}")).isInstanceOf(ExecutionAlreadyExistsException.class);
        DescribeExecutionResponse end = lab.describe(execution);
        assertThat(end.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(end.error() + end.cause()).isEqualTo("EC");
    }

    @Test
    void executions_are_listed_the_newest_first_by_status_and_in_pages() {
        String machine = lab.states(LONG);
        String first = start(machine, "first", "{}");
        String second = start(machine, "second", "{}");
        client.stopExecution(request -> request.executionArn(first));
        assertThat(client.listExecutions(
                                request -> request.stateMachineArn(machine).statusFilter("RUNNING"))
                        .executions())
                .extracting(ExecutionListItem::executionArn)
                .containsExactly(second);
        assertThat(client
                        .listExecutionsPaginator(
                                request -> request.stateMachineArn(machine).maxResults(1))
                        .executions()
                        .stream()
                        .map(ExecutionListItem::name))
                .containsExactly("second", "first");
    }

    @Test
    void the_history_tells_each_event_with_the_one_before_it() {
        String execution = lab.start(lab.states("'A': {'Type': 'Pass', 'Result': 1, 'End': true}"), "{}");
        lab.await(execution);
        List<HistoryEvent> history = lab.history(execution);
        assertThat(history)
                .extracting(HistoryEvent::typeAsString)
                .containsExactly("ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded");
        assertThat(history).extracting(HistoryEvent::previousEventId).containsExactly(0L, 1L, 2L, 3L);
        assertThat(history.get(2).stateExitedEventDetails().output()).isEqualTo("1");
        GetExecutionHistoryResponse last = client.getExecutionHistory(
                request -> request.executionArn(execution).reverseOrder(true).maxResults(1));
        assertThat(last.events().get(0).executionSucceededEventDetails().output())
                .isEqualTo("1");
        assertThat(last.nextToken()).isNotNull();
        List<Long> ids = new ArrayList<>();
        client.getExecutionHistoryPaginator(
                        request -> request.executionArn(execution).maxResults(3))
                .events()
                .forEach(event -> ids.add(event.id()));
        assertThat(ids).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_redrive_goes_on_with_the_state_that_failed() {
        AtomicInteger calls = new AtomicInteger();
        lab.functions().function("flaky", event -> {
            if (calls.incrementAndGet() == 1) {
                throw new FakeFunctions.Thrown("Down", "no network");
            }
            return event;
        });
        String machine = lab.states("'A': {'Type': 'Pass', 'Result': {'from': 'A'}, 'Next': 'B'}, 'B': {'Type': 'Task',"
                + " 'Resource': '" + StatesLab.FUNCTION + "flaky', 'End': true}");
        String execution = lab.start(machine, "{}");
        assertThat(lab.await(execution).error()).isEqualTo("Down");
        client.redriveExecution(request -> request.executionArn(execution));
        DescribeExecutionResponse end = lab.await(execution);
        assertThat(end.output()).isEqualTo("{\"from\":\"A\"}");
        assertThat(end.redriveCount()).isEqualTo(1);
        assertThat(lab.events(execution))
                .containsSubsequence(
                        "TaskStateEntered",
                        "LambdaFunctionFailed",
                        "ExecutionFailed",
                        "ExecutionRedriven",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded")
                .containsOnlyOnce("PassStateEntered", "TaskStateEntered");
        assertThatThrownBy(() -> client.redriveExecution(request -> request.executionArn(execution)))
                .isInstanceOf(ExecutionNotRedrivableException.class);
    }

    @Test
    void a_redrive_runs_only_the_iterations_again_that_failed() {
        AtomicInteger calls = new AtomicInteger();
        lab.functions().function("third-fails", event -> {
            if (event.path("n").asInt() == 3 && calls.incrementAndGet() == 1) {
                throw new FakeFunctions.Thrown("Down", "");
            }
            return AwsJson.object().put("calls", calls.get());
        });
        String machine =
                lab.states("'A': {'Type': 'Map', 'MaxConcurrency': 1, 'ItemProcessor': {'StartAt': 'B', 'States':"
                        + " {'B': {'Type': 'Task', 'Resource': '" + StatesLab.FUNCTION
                        + "third-fails', 'End': true}}}, 'End': true}");
        String execution = lab.start(machine, "[{'n': 1}, {'n': 2}, {'n': 3}]");
        assertThat(lab.await(execution).status()).isEqualTo(ExecutionStatus.FAILED);
        client.redriveExecution(request -> request.executionArn(execution));
        assertThat(lab.await(execution).output()).isEqualTo("[{\"calls\":0},{\"calls\":0},{\"calls\":2}]");
    }

    @Test
    void an_express_execution_is_answered_at_once() {
        String machine = client.createStateMachine(request -> request.name("express")
                        .type("EXPRESS")
                        .roleArn(StatesLab.ROLE)
                        .definition("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}"))
                .stateMachineArn();
        StartSyncExecutionResponse answer = client.startSyncExecution(
                request -> request.stateMachineArn(machine).input("{\"a\":1}"));
        assertThat(answer.status()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
        assertThat(answer.output()).isEqualTo("{\"a\":1}");
        assertThat(answer.billingDetails().billedDurationInMilliseconds()).isPositive();
        assertThatThrownBy(() -> client.listExecutions(request -> request.stateMachineArn(machine)))
                .isInstanceOf(StateMachineTypeNotSupportedException.class);
        assertThatThrownBy(() -> client.startSyncExecution(request -> request.stateMachineArn(lab.states(LONG))))
                .isInstanceOf(StateMachineTypeNotSupportedException.class);
    }

    @Test
    void what_nobody_started_does_not_exist() {
        String arn = StatesLab.MACHINE.replace("stateMachine", "execution") + "nobody:none";
        assertThatThrownBy(() -> lab.describe(arn)).isInstanceOf(ExecutionDoesNotExistException.class);
    }

    private static String training(String name) {
        return "'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::sagemaker:createTrainingJob.sync', 'Parameters': {"
                + "'TrainingJobName': '" + name + "', 'RoleArn': 'arn:aws:iam::123456789012:role/SageMakerRole',"
                + "'AlgorithmSpecification': {'TrainingImage': '" + IMAGE + "', 'TrainingInputMode': 'File'},"
                + "'OutputDataConfig': {'S3OutputPath': 's3://lab/out'}, 'StoppingCondition': {'MaxRuntimeInSeconds': 600},"
                + "'ResourceConfig': {'InstanceType': 'ml.m5.large', 'InstanceCount': 1, 'VolumeSizeInGB': 5}},"
                + " 'End': true}";
    }

    @Test
    void a_training_is_waited_for_and_only_clients_are_in_the_journal() {
        lab.aws().service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.completed());
        String execution = lab.start(lab.states(training("trained")), "{}");
        JsonNode output = StatesLab.json(lab.await(execution).output());
        assertThat(output.path("TrainingJobStatus").asText()).isEqualTo("Completed");
        assertThat(output.path("ModelArtifacts").path("S3ModelArtifacts").asText())
                .startsWith("s3://lab/out/");
        assertThat(lab.events(execution))
                .containsSubsequence("TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded");
        assertThat(lab.aws().journal().calls())
                .extracting(Journal.Call::service)
                .doesNotContain("sagemaker");
        assertThat(lab.await(lab.start(lab.states(training("trained")), "{}")).error())
                .isEqualTo("SageMaker.ResourceInUseException");
    }

    @Test
    void a_training_is_stopped_with_its_execution() {
        lab.aws().service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.completed()
                .after(Duration.ofDays(1)));
        String execution = lab.start(lab.states(training("stopped")), "{}");
        await().until(() -> lab.events(execution).contains("TaskSubmitted"));
        client.stopExecution(request -> request.executionArn(execution));
        JsonNode one = AwsJson.object().put("TrainingJobName", "stopped");
        InnerCalls calls = new InnerCalls("123456789012");
        await().until(() -> calls.call(lab.aws().service(SageMaker.class), "us-east-1", "DescribeTrainingJob", one)
                .path("TrainingJobStatus")
                .asText()
                .startsWith("Stop"));
    }

    private static String task(String action, String parameters) {
        return "'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::sagemaker:" + action + ".sync', 'Parameters': "
                + parameters + ", 'End': true}";
    }

    private static final String PROCESSING = "{'ProcessingJobName': 'processed',"
            + " 'RoleArn': 'arn:aws:iam::123456789012:role/SageMakerRole', 'AppSpecification': {'ImageUri': '" + IMAGE
            + "'}, 'ProcessingResources': {'ClusterConfig':"
            + " {'InstanceType': 'ml.m5.large', 'InstanceCount': 1, 'VolumeSizeInGB': 5}}}";

    @Test
    void a_processing_job_is_waited_for_and_its_failure_is_the_tasks() {
        lab.aws().service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.completed());
        JsonNode output = lab.output(task("createProcessingJob", PROCESSING), "{}");
        assertThat(output.path("ProcessingJobStatus").asText()).isEqualTo("Completed");
        lab.aws().service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.failed("no data"));
        DescribeExecutionResponse failed =
                lab.run(task("createProcessingJob", PROCESSING.replace("processed", "failed")), "{}");
        assertThat(failed.error()).isEqualTo("States.TaskFailed");
        assertThat(failed.cause()).contains("\"FailureReason\":\"no data\"");
    }

    @Test
    void a_tuning_job_is_waited_for_and_tells_its_best_training() {
        lab.aws().service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.completed()
                .log("accuracy=" + job.hyperParameters().get("rate")));
        JsonNode output = lab.output(
                task(
                        "createHyperParameterTuningJob",
                        "{'HyperParameterTuningJobName': 'tuned', 'HyperParameterTuningJobConfig': {'Strategy': 'Grid',"
                                + " 'HyperParameterTuningJobObjective': {'Type': 'Maximize', 'MetricName': 'accuracy'},"
                                + " 'ResourceLimits': {'MaxParallelTrainingJobs': 2},"
                                + " 'ParameterRanges': {'CategoricalParameterRanges':"
                                + " [{'Name': 'rate', 'Values': ['0.5', '0.7', '0.6']}]}},"
                                + " 'TrainingJobDefinition': {'RoleArn': 'arn:aws:iam::123456789012:role/SageMakerRole',"
                                + " 'AlgorithmSpecification': {'TrainingImage': '" + IMAGE
                                + "', 'TrainingInputMode': 'File',"
                                + " 'MetricDefinitions': [{'Name': 'accuracy', 'Regex': 'accuracy=([0-9.]+)'}]},"
                                + " 'OutputDataConfig': {'S3OutputPath': 's3://lab/out'},"
                                + " 'StoppingCondition': {'MaxRuntimeInSeconds': 600},"
                                + " 'ResourceConfig': {'InstanceType': 'ml.m5.large', 'InstanceCount': 1,"
                                + " 'VolumeSizeInGB': 5}}}"),
                "{}");
        assertThat(output.path("HyperParameterTuningJobStatus").asText()).isEqualTo("Completed");
        assertThat(output.at("/BestTrainingJob/TunedHyperParameters/rate").asText())
                .isEqualTo("0.7");
    }

    @Test
    void a_labeling_job_is_waited_for() {
        String team = "arn:aws:sagemaker:us-east-1:123456789012:workteam/private-crowd/us";
        lab.aws().service(SageMaker.class).workteams().put(team, object -> Optional.of(AwsJson.tree(true)));
        lab.aws().objects().createBucket("words");
        lab.aws().objects().put("words", "in", "{\"source\": \"red\"}".getBytes(StandardCharsets.UTF_8));
        JsonNode output = lab.output(
                task(
                        "createLabelingJob",
                        "{'LabelingJobName': 'labeled', 'LabelAttributeName': 'short',"
                                + " 'RoleArn': 'arn:aws:iam::123456789012:role/SageMakerRole',"
                                + " 'InputConfig': {'DataSource': {'S3DataSource': {'ManifestS3Uri': 's3://words/in'}}},"
                                + " 'OutputConfig': {'S3OutputPath': 's3://words/out'},"
                                + " 'HumanTaskConfig': {'WorkteamArn': '" + team
                                + "', 'UiConfig': {}, 'TaskTitle': 'Short?',"
                                + " 'TaskDescription': 'Is it short?', 'NumberOfHumanWorkersPerDataObject': 1,"
                                + " 'TaskTimeLimitInSeconds': 60}}"),
                "{}");
        assertThat(output.at("/LabelCounters/HumanLabeled").asInt()).isEqualTo(1);
    }
}
