package io.jenkins.plugins.codecraft.embedded.lambda;

import static io.jenkins.plugins.codecraft.embedded.lambda.LambdaLab.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.events.EventBus;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.TrainingInputMode;
import software.amazon.awssdk.services.sagemaker.model.TrainingInstanceType;

/** Buckets and rules that invoke functions. */
class TriggersTest {
    private static LambdaLab lab;
    private static String arn;
    private static final ConcurrentLinkedQueue<String> CALLS = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        lab = new LambdaLab();
        lab.synthetic("called");
        lab.lambda().synthetic("called", call -> {
            CALLS.add(call.text());
            return "null";
        });
        arn = lab.client
                .getFunctionConfiguration(request -> request.functionName("called"))
                .functionArn();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static void permit(String id, Consumer<AddPermissionRequest.Builder> who) {
        lab.client.addPermission(request -> {
            request.functionName("called").statementId(id).action("lambda:InvokeFunction");
            who.accept(request);
        });
    }

    private static void notify(String bucket, String prefix) {
        lab.s3.putBucketNotificationConfiguration(request -> request.bucket(bucket)
                .notificationConfiguration(all -> all.lambdaFunctionConfigurations(LambdaFunctionConfiguration.builder()
                        .id("ours")
                        .lambdaFunctionArn(arn)
                        .events(Event.S3_OBJECT_CREATED)
                        .filter(filter -> filter.key(key -> key.filterRules(FilterRule.builder()
                                .name(FilterRuleName.PREFIX)
                                .value(prefix)
                                .build())))
                        .build())));
    }

    @Test
    void an_object_that_is_put_invokes_the_function_that_the_bucket_may_invoke() {
        lab.s3.createBucket(request -> request.bucket("watched"));
        assertThat(code(() -> notify("watched", "in/"))).isEqualTo("InvalidArgument");
        permit("watched", who -> who.principal("s3.amazonaws.com").sourceArn("arn:aws:s3:::watched"));
        notify("watched", "in/");

        assertThat(lab.s3
                        .getBucketNotificationConfiguration(request -> request.bucket("watched"))
                        .lambdaFunctionConfigurations())
                .singleElement()
                .satisfies(one -> assertThat(one.lambdaFunctionArn()).isEqualTo(arn));
        lab.s3.putObject(request -> request.bucket("watched").key("other/a"), RequestBody.fromString("x"));
        lab.s3.putObject(request -> request.bucket("watched").key("in/a.csv"), RequestBody.fromString("x"));
        await().untilAsserted(() -> assertThat(CALLS)
                .filteredOn(call -> call.contains("\"eventSource\":\"aws:s3\""))
                .singleElement()
                .satisfies(call -> assertThat(call).contains("ObjectCreated:Put", "\"key\":\"in/a.csv\"")));
    }

    @Test
    void a_rule_invokes_its_targets_with_the_events_that_match() {
        lab.events.putRule(
                request -> request.name("trained")
                        .eventPattern(
                                "{\"source\": [\"aws.sagemaker\"], \"detail\": {\"TrainingJobStatus\": [{\"anything-but\": \"Stopped\"}]}}"));
        lab.events.putTargets(request -> request.rule("trained")
                .targets(Target.builder().id("1").arn(arn).build()));
        permit("trained", who -> who.principal("events.amazonaws.com")
                .sourceArn("arn:aws:events:us-east-1:123456789012:rule/trained"));
        EventBus bus = lab.aws.service(EventBus.class);
        bus.put("us-east-1", "aws.sagemaker", "x", AwsJson.tree(Map.of("TrainingJobStatus", "Stopped")), List.of());
        bus.put("us-east-1", "aws.sagemaker", "x", AwsJson.tree(Map.of("TrainingJobStatus", "Failed")), List.of());

        await().untilAsserted(() -> assertThat(CALLS)
                .filteredOn(call -> call.contains("\"source\":\"aws.sagemaker\""))
                .singleElement()
                .satisfies(call -> assertThat(call).contains("\"TrainingJobStatus\":\"Failed\"")));
        assertThat(code(() -> lab.events.deleteRule(request -> request.name("trained"))))
                .isEqualTo("ValidationException");
    }

    @Test
    void a_schedule_comes_when_a_test_says_so() {
        lab.events.putRule(request -> request.name("hourly").scheduleExpression("rate(1 hour)"));
        lab.events.putTargets(request -> request.rule("hourly")
                .targets(
                        Target.builder().id("1").arn(arn).input("{\"hour\": 1}").build()));
        permit("hourly", who -> who.principal("events.amazonaws.com"));
        lab.aws.service(EventBus.class).fire("us-east-1", "hourly");

        await().untilAsserted(() -> assertThat(CALLS).contains("{\"hour\": 1}"));
        assertThat(code(() ->
                        lab.events.putRule(request -> request.name("wrong").scheduleExpression("rate(1 hours)"))))
                .isEqualTo("ValidationException");
        assertThat(code(() ->
                        lab.events.putRule(request -> request.name("wrong").eventPattern("{\"source\": 1}"))))
                .isEqualTo("InvalidEventPatternException");
    }

    @Test
    void a_training_job_that_ends_is_an_event() {
        String image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/synthetic:1";
        lab.aws.service(SageMaker.class).images().synthetic(image, job -> SyntheticOutcome.completed());
        lab.aws.objects().createBucket("models");
        lab.events.putRule(request ->
                request.name("ended").eventPattern("{\"detail-type\": [\"SageMaker Training Job State Change\"]}"));
        lab.events.putTargets(request ->
                request.rule("ended").targets(Target.builder().id("1").arn(arn).build()));
        permit("ended", who -> who.principal("events.amazonaws.com"));
        try (SageMakerClient sageMaker = lab.sageMaker()) {
            sageMaker.createTrainingJob(job -> job.trainingJobName("iris-1")
                    .roleArn("arn:aws:iam::123456789012:role/OtherRole")
                    .algorithmSpecification(
                            algorithm -> algorithm.trainingImage(image).trainingInputMode(TrainingInputMode.FILE))
                    .outputDataConfig(output -> output.s3OutputPath("s3://models/"))
                    .resourceConfig(resources -> resources
                            .instanceCount(1)
                            .instanceType(TrainingInstanceType.ML_M5_LARGE)
                            .volumeSizeInGB(1))
                    .stoppingCondition(stop -> stop.maxRuntimeInSeconds(60)));
        }

        await().untilAsserted(() -> assertThat(CALLS).anySatisfy(call -> assertThat(call)
                .contains("\"TrainingJobName\":\"iris-1\"", "\"TrainingJobStatus\":\"Completed\"")));
    }

    @Test
    void a_processing_job_that_ends_is_an_event() {
        String image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/synthetic:1";
        lab.aws.service(SageMaker.class).images().synthetic(image, job -> SyntheticOutcome.failed("no data"));
        lab.events.putRule(request -> request.name("processed")
                .eventPattern("{\"detail-type\": [\"SageMaker Processing Job State Change\"]}"));
        lab.events.putTargets(request -> request.rule("processed")
                .targets(Target.builder().id("1").arn(arn).build()));
        permit("processed", who -> who.principal("events.amazonaws.com"));
        try (SageMakerClient sageMaker = lab.sageMaker()) {
            sageMaker.createProcessingJob(job -> job.processingJobName("rows-1")
                    .roleArn("arn:aws:iam::123456789012:role/OtherRole")
                    .appSpecification(app -> app.imageUri(image))
                    .processingResources(resources -> resources.clusterConfig(cluster ->
                            cluster.instanceCount(1).instanceType("ml.m5.large").volumeSizeInGB(1))));
        }

        await().untilAsserted(() -> assertThat(CALLS).anySatisfy(call -> assertThat(call)
                .contains("\"ProcessingJobName\":\"rows-1\"", "\"ProcessingJobStatus\":\"Failed\"")));
    }
}
