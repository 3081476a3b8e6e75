package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.Alarm;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.CloudWatch;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.jenkins.CodeCraftConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Endpoints that a Pipeline deploys, with all that a Pipeline can say of them. */
class EndpointPipelineTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/echo:1";

    private static final String ROLE_AND_IMAGE = """
            role = 'arn:aws:iam::123456789012:role/CodeCraftExample'
            image = '%s'
            """.formatted(IMAGE);

    private static final String FIRST = ROLE_AND_IMAGE + """
            first = codecraftDeploy sagemakerEndpoint(
                name: 'iris', model: 's3://codecraft-example/a/model.tar.gz', image: image, role: role,
                instanceType: 'ml.m5.large', tags: [team: 'ml'], keep: 2,
                verify: check(payload: 'setosa', contentType: 'text/csv', expect: '/^setosa$/', maxLatency: '30s'))
            echo "first ${first.changed} ${first.rollback}"
            """;

    private static final String CANARY = """
            second = codecraftDeploy sagemakerEndpoint(
                name: 'iris', model: 's3://codecraft-example/b/model.tar.gz', image: image, role: role,
                instanceType: 'ml.m5.large', tags: [team: 'ml'],
                rollout: canary(percent: 10, bake: '30m', alarms: ['iris-5xx']),
                verify: check(payload: 'setosa', contentType: 'text/csv', expect: 'setosa'))
            echo "second ${second.changed} ${second.rollback == [endpointConfigName: first.endpointConfigName]}"
            """;

    @TempDir
    Path workspace;

    private EmbeddedAws aws;

    @BeforeEach
    void begin() {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / 600)
                .role(RunExample.ROLE, "sagemaker.amazonaws.com")
                .start();
        aws.objects().createBucket(RunExample.BUCKET);
        aws.service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.completed());
        aws.service(CloudWatch.class).alarm("us-east-1", "iris-5xx", Alarm.State.OK);
        CodeCraftConfiguration.get().setWatchInterval("2s");
    }

    @AfterEach
    void end() {
        Controller.stop();
        aws.close();
    }

    private PipelineRunner.Builder builder(String script) {
        Map<String, String> environment = new TreeMap<>(RunExample.environment(aws));
        return PipelineRunner.builder()
                .job("iris")
                .workspace(workspace)
                .env(environment)
                .script("node {\n" + script + "\n}");
    }

    private boolean isBaking() {
        return updates() == 1 && aws.service(SageMaker.class).share("us-east-1", "iris") == 10;
    }

    private long updates() {
        return aws.journal().calls().stream()
                .filter(Journal.Call::tookEffect)
                .filter(call -> call.operation().equals("UpdateEndpoint"))
                .count();
    }

    @Test
    void a_restart_in_the_middle_of_a_canary_changes_nothing_of_its_end() throws Exception {
        PipelineRun run = builder(FIRST + CANARY).start();
        Awaitility.await().atMost(LIMIT).until(this::isBaking);
        run.crash();
        CodeCraftConfiguration.get().setWatchInterval("2s");
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.restarts()).as(run.log()).isEqualTo(1);
        assertThat(run.log()).containsOnlyOnce("10 % of the traffic on").containsOnlyOnce("Updating endpoint iris");
        assertThat(run.lines()).contains("first true null", "second true true");
        assertThat(updates()).isEqualTo(1);
    }

    @Test
    void every_part_of_an_endpoint_can_be_written() throws Exception {
        String all = """
                planned = codecraftDeploy sagemakerEndpoint(
                    name: 'iris', image: image, role: role, instanceType: 'ml.m5.large', plan: true, adopt: true,
                    variants: [variant(name: 'old', model: 's3://codecraft-example/a/model.tar.gz', weight: 9),
                               variant(name: 'new', model: 's3://codecraft-example/b/model.tar.gz', weight: 1,
                                       instanceType: 'ml.m5.xlarge', instanceCount: 2)],
                    async: async(output: 's3://codecraft-example/answers/', maxConcurrent: 4),
                    dataCapture: dataCapture(output: 's3://codecraft-example/captured/', percent: 20, what: 'input'),
                    vpc: vpc(subnets: ['subnet-0a1b2c3d'], securityGroups: ['sg-0a1b2c3d']),
                    scaling: scaling(min: 1, max: 4, invocations: 1000, scaleInCooldown: '10m'),
                    kmsKey: 'alias/serving')
                planned.changes.each { echo it }
                plain = codecraftDeploy sagemakerEndpoint(
                    name: 'small', model: 's3://codecraft-example/a/model.tar.gz', image: image, role: role,
                    serverless: serverless(memory: 4096, maxConcurrency: 3))
                echo "serverless ${plain.status}"
                """;
        PipelineRun run = builder(ROLE_AND_IMAGE + all).start();
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines())
                .contains("serverless InService", "variants.new.instanceCount: 2 (new)", "async.maxConcurrent: 4 (new)")
                .contains(
                        "dataCapture.percent: 20 (new)",
                        "variants.old.scaling.max: 4 (new)",
                        "kmsKey: alias/serving (new)");
    }
}
