package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** APIs as a Pipeline deploys and invokes them. */
class ApiGatewayTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path workspace;

    private final EmbeddedAws aws = EmbeddedAws.start();

    @BeforeEach
    void writeTheFile() throws IOException {
        Files.writeString(workspace.resolve("api.yaml"), """
                openapi: 3.0.1
                info:
                  title: iris
                  version: '1'
                components:
                  securitySchemes:
                    key:
                      type: apiKey
                      name: x-api-key
                      in: header
                paths:
                  /species:
                    get:
                      security:
                        - key: []
                      x-amazon-apigateway-integration:
                        type: mock
                        requestTemplates:
                          application/json: '{"statusCode": 200}'
                        responses:
                          default:
                            statusCode: '200'
                            responseTemplates:
                              application/json: '{"species": ["setosa", "virginica"]}'
                """);
    }

    @AfterEach
    void stopAws() {
        Controller.stop();
        aws.close();
    }

    private PipelineRunner.Builder pipeline(String script) {
        return PipelineRunner.builder()
                .job("iris")
                .workspace(workspace)
                .env(aws.environmentVariables())
                .script("node {\n" + script + "}");
    }

    private List<String> effects() {
        return aws.journal().effects().stream().map(Journal.Call::operation).toList();
    }

    @Test
    void an_api_is_deployed_and_invoked_with_a_restart_in_the_middle_of_each_step() throws Exception {
        PipelineRun run = pipeline("""
                        def api = codecraftDeploy apiGateway(
                          name: 'iris', openapi: 'api.yaml', stage: 'test', stageVariables: [model: 'iris'],
                          throttling: throttling(rateLimit: 50, burstLimit: 100),
                          usagePlan: usagePlan(name: 'partners', throttling: throttling(rateLimit: 5, burstLimit: 10),
                                               quota: 1000, period: 'DAY'),
                          tags: [team: 'ml'], keep: 2,
                          verify: check(path: '/species', method: 'GET', expect: '$.species[0] = setosa'))
                        echo "at ${api.url}"
                        def answer = codecraftInvoke apiGateway(name: 'iris', stage: 'test', path: '/species',
                          apiKey: 'partners', headers: [Accept: 'application/json'], expect: '/virginica/')
                        echo "second ${answer.json.species[1]} ${answer.status} ${answer.headers['content-type']}"
                        def again = codecraftDeploy apiGateway(
                          name: 'iris', openapi: 'api.yaml', stage: 'test', stageVariables: [model: 'iris'],
                          usagePlan: usagePlan(name: 'partners', throttling: throttling(rateLimit: 5, burstLimit: 10),
                                               quota: 1000, period: 'DAY'))
                        echo "changed ${again.changed}"
                        def byUrl = codecraftInvoke apiGateway(url: api.url, path: '/species', expectStatus: '403')
                        echo "without a key ${byUrl.status}"
                        """)
                .saveAndRestoreDuring("codecraftDeploy", "codecraftInvoke")
                .start();
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines()).contains("second virginica 200 application/json", "changed false", "without a key 403");
        assertThat(run.restarts()).isBetween(4, 8);
        assertThat(effects())
                .containsOnlyOnce(
                        "CreateRestApi",
                        "PutRestApi",
                        "CreateDeployment",
                        "CreateStage",
                        "CreateUsagePlan",
                        "CreateApiKey");
    }

    @Test
    void a_refused_call_fails_the_build() throws Exception {
        PipelineRun run = pipeline("""
                        codecraftDeploy apiGateway(name: 'iris', openapi: 'api.yaml')
                        codecraftInvoke apiGateway(name: 'iris', path: '/nowhere')
                        """).start();
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("API iris answered GET /nowhere with status 403, not 2xx");
    }
}
