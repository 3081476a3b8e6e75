package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of the README, on the controller's own executors. */
class ExampleAcceptance {
    static final Path EXAMPLE = Path.of("examples/iris");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @Test
    void the_example_runs_as_a_declarative_pipeline_with_credentials_of_the_global_configuration() throws IOException {
        Job job = jenkins.job("iris", Job.pipeline(Files.readString(EXAMPLE.resolve("Jenkinsfile"))));
        JenkinsHome.copy(EXAMPLE, jenkins.home().workspace("iris"));

        Build build = job.start().awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("training on 120 rows, validating on 30")
                .containsPattern("epoch=200 loss=\\d\\.\\d+ accuracy=[\\d.]+")
                .containsPattern("(?m)^accuracy (0\\.9\\d*|1\\.0)$")
                .containsPattern("\\[CodeCraft] The endpoint iris is InService with \\S+")
                .containsPattern("(?m)^predicted .*setosa")
                .contains("predicted in a batch [setosa, versicolor, virginica]")
                .containsPattern("(?m)^petal area 0\\.28")
                .containsPattern("(?m)^sepal area 17\\.85")
                .containsPattern("(?m)^the workflow trained to (0\\.9\\d*|1\\.0)$");
    }

    @Test
    void the_example_runs_as_a_scripted_pipeline_with_credentials_of_a_binding() {
        Job job = jenkins.job("iris-scripted", Job.pipeline(Scripts.irisWithCredentials("node")));
        JenkinsHome.copy(EXAMPLE, jenkins.home().workspace("iris-scripted"));

        Build build = job.start().awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .containsPattern("(?m)^accuracy (0\\.9\\d*|1\\.0)$")
                .containsPattern("(?m)^predicted .*setosa");
        assertThat(jenkins.client()
                        .json(build.path() + "api/json?tree=fingerprint[fileName,hash,original[name,number]]")
                        .get("fingerprint")
                        .toString())
                .contains("model.tar.gz", "\"iris-scripted\"")
                .containsPattern("\"hash\":\"[0-9a-f]{32}\"");
    }

    /** That the key's value is nowhere is seen at the end, as with all secrets. */
    @Test
    void an_api_with_a_usage_plan_is_called_with_its_key() throws IOException {
        Path workspace = Files.createDirectories(jenkins.home().workspace("keyed"));
        Files.writeString(workspace.resolve("api.yaml"), """
                openapi: 3.0.1
                info: {title: keyed, version: '1'}
                components:
                  securitySchemes:
                    key: {type: apiKey, name: x-api-key, in: header}
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

        Build build = jenkins.job("keyed", Job.pipeline("""
                        node {
                          codecraftDeploy apiGateway(name: 'keyed', type: 'REST', openapi: 'api.yaml', stage: 'test',
                            usagePlan: usagePlan(name: 'partners', throttling: throttling(rateLimit: 5, burstLimit: 10)))
                          def answer = codecraftInvoke apiGateway(name: 'keyed', stage: 'test', path: '/species', apiKey: 'partners')
                          echo "species ${answer.json.species}"
                        }
                        """)).start().awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("species [setosa, virginica]");
    }
}
