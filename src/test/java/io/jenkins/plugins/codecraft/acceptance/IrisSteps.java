package io.jenkins.plugins.codecraft.acceptance;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The steps of {@code examples/iris}, as freestyle jobs save them.
 *
 * @param role what AWS works as
 * @param bucket where training puts the model
 */
record IrisSteps(String role, String bucket) {
    private static final String ROOT = "io.jenkins.plugins.codecraft.";
    private static final String IMAGE =
            "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3";
    private static final String SAMPLE = "{\"sample\":[5.1,3.5,1.4,0.2]}";

    /** What a training left, which later steps need. */
    record Trained(String job, String model, String source) {}

    String train(String name) {
        return "<" + ROOT + "train.TrainBuilder><step class=\"" + ROOT + "train.TrainStep\">"
                + """
                <name>%s</name>
                <role>%s</role>
                <bucket>%s</bucket>
                <prefix>codecraft</prefix>
                <image>%s</image>
                <source>train</source>
                <entryPoint>train.py</entryPoint>
                <channels>
                  <io.jenkins.plugins.codecraft.train.Channel>
                    <name>train</name>
                    <source>data/train/</source>
                  </io.jenkins.plugins.codecraft.train.Channel>
                  <io.jenkins.plugins.codecraft.train.Channel>
                    <name>validation</name>
                    <source>data/validation/</source>
                  </io.jenkins.plugins.codecraft.train.Channel>
                </channels>
                <hyperparameters class="linked-hash-map">
                  <entry>
                    <string>learning_rate</string>
                    <double>0.1</double>
                  </entry>
                  <entry>
                    <string>epochs</string>
                    <int>200</int>
                  </entry>
                </hyperparameters>
                <instanceType>ml.m5.large</instanceType>
                <maxRuntime>1h</maxRuntime>
                <metrics>
                  <io.jenkins.plugins.codecraft.train.Metric>
                    <name>validation:accuracy</name>
                    <regex>accuracy=([0-9.]+)</regex>
                    <min>0.9</min>
                  </io.jenkins.plugins.codecraft.train.Metric>
                </metrics>
                """.formatted(name, role, bucket, IMAGE)
                + "</step></" + ROOT + "train.TrainBuilder>";
    }

    /** All that the example deploys. */
    List<String> deploy(Trained trained) {
        return List.of(endpoint(trained), function(), stateMachine(), api());
    }

    private String endpoint(Trained trained) {
        return deploy(
                "endpoint.SageMakerEndpoint", """
                <verify>
                  <payloadFile>sample.csv</payloadFile>
                  <contentType>text/csv</contentType>
                  <expect>setosa</expect>
                  <maxLatency>10s</maxLatency>
                </verify>
                <name>iris</name>
                <model class="string">%s</model>
                <image>%s</image>
                <role>%s</role>
                <entryPoint>train.py</entryPoint>
                <sourceUri>%s</sourceUri>
                <instanceType>ml.m5.large</instanceType>
                """.formatted(trained.model(), IMAGE, role, trained.source()) + canary());
    }

    private String function() {
        return deploy("lambda.LambdaFunction", """
                <verify>
                  <payload>%s</payload>
                  <expect>$.petalArea = 0.28</expect>
                </verify>
                <name>iris-features</name>
                <source>lambda</source>
                <runtime>python3.12</runtime>
                <handler>app.handler</handler>
                <role>%s</role>
                <alias>live</alias>
                """.formatted(SAMPLE, role) + canary());
    }

    private String stateMachine() {
        return deploy("stepfunctions.StepFunctions", """
                <name>iris-flow</name>
                <definition>flow.asl.json</definition>
                <role>%s</role>
                """.formatted(role));
    }

    private String api() {
        return deploy("apigateway.ApiGateway", """
                <verify>
                  <expect>$.petalArea = 0.28</expect>
                  <path>/features?sample=5.1,3.5,1.4,0.2</path>
                </verify>
                <name>iris</name>
                <openapi>api.yaml</openapi>
                <stage>prod</stage>
                """);
    }

    /** All that the example asks what it has deployed. */
    List<String> invoke(Trained trained) {
        return List.of(
                invoke(
                        "endpoint.SageMakerEndpoint",
                        Map.of(
                                "expect",
                                "setosa",
                                "name",
                                "iris",
                                "payloadFile",
                                "sample.csv",
                                "contentType",
                                "text/csv",
                                "accept",
                                "application/json",
                                "outputFile",
                                "answer.json")),
                invoke(
                        "lambda.LambdaFunction",
                        Map.of(
                                "expect",
                                "$.petalArea = 0.28",
                                "name",
                                "iris-features",
                                "alias",
                                "live",
                                "payload",
                                SAMPLE,
                                "outputFile",
                                "petal.json")),
                invoke(
                        "apigateway.ApiGateway",
                        Map.of(
                                "expect",
                                "$.sepalArea = 17.85",
                                "name",
                                "iris",
                                "stage",
                                "prod",
                                "path",
                                "/features?sample=5.1,3.5,1.4,0.2",
                                "outputFile",
                                "sepal.json")),
                invoke(
                        "stepfunctions.StepFunctions",
                        Map.of(
                                "expect",
                                "$.accuracy >= 0.9",
                                "name",
                                "iris-flow",
                                "input",
                                "{\"job\":\"" + trained.job() + "\",\"sample\":[5.1,3.5,1.4,0.2]}",
                                "outputFile",
                                "flow.json")));
    }

    private static String canary() {
        return "<rollout class=\"" + ROOT + "deploy.rollout.Canary\"><percent>10</percent><bake>5m</bake></rollout>";
    }

    private static String deploy(String target, String fields) {
        return "<" + ROOT + "deploy.DeployBuilder><step class=\"" + ROOT + "deploy.DeployStep\"><target class=\"" + ROOT
                + "deploy." + target + "\">" + fields + "</target></step></" + ROOT + "deploy.DeployBuilder>";
    }

    private static String invoke(String target, Map<String, String> fields) {
        String xml = fields.entrySet().stream()
                .map(field -> element(field.getKey(), field.getValue()))
                .collect(Collectors.joining());
        return "<" + ROOT + "invoke.InvokeBuilder><step class=\"" + ROOT + "invoke.InvokeStep\"><target class=\"" + ROOT
                + "invoke." + target + "\">" + xml + "</target></step></" + ROOT + "invoke.InvokeBuilder>";
    }

    /** What a script may give as a map or a text is saved with its class. */
    private static String element(String name, String value) {
        boolean anything = name.equals("input") || name.equals("payload");
        return "<" + name + (anything ? " class=\"string\"" : "") + ">" + Job.escaped(value) + "</" + name + ">";
    }
}
