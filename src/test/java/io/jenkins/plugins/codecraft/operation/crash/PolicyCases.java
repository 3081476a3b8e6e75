package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.deploy.apigateway.ApiDeployments;
import io.jenkins.plugins.codecraft.deploy.endpoint.Deployments;
import io.jenkins.plugins.codecraft.deploy.lambda.FunctionDeployments;
import io.jenkins.plugins.codecraft.deploy.lambda.LambdaFunction;
import io.jenkins.plugins.codecraft.deploy.rollout.AllAtOnce;
import io.jenkins.plugins.codecraft.deploy.stepfunctions.MachineDeployments;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.Alarm;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.CloudWatch;
import io.jenkins.plugins.codecraft.embedded.states.Flows;
import io.jenkins.plugins.codecraft.invoke.apigateway.ApiCalls;
import io.jenkins.plugins.codecraft.invoke.endpoint.Invocations;
import io.jenkins.plugins.codecraft.invoke.lambda.FunctionCalls;
import io.jenkins.plugins.codecraft.invoke.stepfunctions.StateExecutions;
import io.jenkins.plugins.codecraft.invoke.transform.Transforms;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;

/** For each policy of {@code docs/iam} what calls everything that its step may call. */
final class PolicyCases {
    private static final String KMS = "codecraft-staging-kms.json";
    private static final Set<String> TRIGGERED = Set.of("function, triggers", "function, adopted");
    private static final String LARGE = "large";
    /** More than one part of an upload, so that there is one in parts. */
    private static final int LARGE_BYTES = (16 << 20) + 1;

    private static final String MODELS = "s3://" + Trainings.BUCKET + "/";
    private static final String SIGNED_API = """
            {"openapi": "3.0.1", "info": {"title": "iris", "version": "1"},
             "x-amazon-apigateway-policy": {"Version": "2012-10-17", "Statement": []},
             "paths": {"/health": {"get": {"x-amazon-apigateway-auth": {"type": "AWS_IAM"},
              "x-amazon-apigateway-integration": {"type": "mock",
                "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"},
                "responses": {"default": {"statusCode": "200",
                  "responseTemplates": {"application/json": "well"}}}}}},
              "/predict": {"post": {"x-amazon-apigateway-integration": {"type": "aws", "httpMethod": "POST",
                "credentials": "arn:aws:iam::123456789012:role/ApiRole", "uri": "${sagemaker:queue}",
                "responses": {"default": {"statusCode": "200"}}}}},
              "/flow": {"get": {"x-amazon-apigateway-integration": {"type": "mock",
                "requestTemplates": {"application/json": "{\\"statusCode\\": 200, \\"flow\\": \\"${stepfunctions:other}\\"}"},
                "responses": {"default": {"statusCode": "200"}}}}}}}
            """;
    private static final String HTTP_API = """
            {"openapi": "3.0.1", "info": {"title": "iris", "version": "1"}, "paths": {"/WHICH": {"get": {
              "x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST",
                "payloadFormatVersion": "2.0", "uri": "${lambda:features}"}}}}}
            """;
    private static final String SLOW = """
            {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 9999999, "End": true}}}
            """;
    private static final String VARIABLES = """
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result":
              ["${lambda:api-features}", "${sagemaker:queue}", "${stepfunctions:other}"], "End": true}}}
            """;

    private PolicyCases() {}

    /** The files that the cases read. */
    static void prepare(Path workspace) {
        try {
            Files.writeString(workspace.resolve("api-signed.json"), SIGNED_API);
            Files.writeString(workspace.resolve("flow-variables.json"), VARIABLES);
            Files.writeString(workspace.resolve("flow-slow.json"), SLOW);
            Files.writeString(workspace.resolve("api-http-a.json"), HTTP_API.replace("WHICH", "a"));
            Files.writeString(workspace.resolve("api-http-b.json"), HTTP_API.replace("WHICH", "b"));
            Files.writeString(
                    workspace.resolve("api-http-alias.json"),
                    HTTP_API.replace("WHICH", "a").replace("features", "features:live"));
            Files.writeString(
                    workspace.resolve("flow-waiting.json"),
                    SLOW.replace("9999999", "300")
                            .replace("\"Type\": \"Wait\"", "\"Type\": \"Wait\", \"Comment\": \"5 minutes\""));
            Path large = Files.createDirectories(workspace.resolve(LARGE)).resolve("bytes");
            Files.write(large, new byte[LARGE_BYTES]);
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(workspace.resolve(LARGE + ".zip")))) {
                zip.setLevel(Deflater.NO_COMPRESSION);
                zip.putNextEntry(new ZipEntry("app.py"));
                zip.write(new byte[LARGE_BYTES]);
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static List<PolicyCase> all() {
        List<PolicyCase> all = new ArrayList<>();
        all.addAll(training());
        all.addAll(endpoints());
        all.addAll(functions());
        all.addAll(apis());
        all.addAll(machines());
        all.addAll(transforms());
        all.addAll(invocations());
        return all;
    }

    /** Cases that are crashed elsewhere too. */
    private static List<PolicyCase> known(String file, List<CrashCase> cases, String... names) {
        List<String> wanted = List.of(names);
        return cases.stream()
                .filter(one -> wanted.contains(one.name()))
                .map(one -> PolicyCase.of(file, one))
                .toList();
    }

    private static PolicyCase more(
            String file, String name, Consumer<Ground> setup, Function<Ground, Operation> first) {
        return PolicyCase.of(file, new CrashCase(name, setup, first, ground -> List.of()));
    }

    private static PolicyCase aborted(PolicyCase one, String after) {
        return one.aborted(new Boundary(When.AFTER, after, 1));
    }

    /** While the agent sends a part of an upload. */
    private static PolicyCase abortedUpload(PolicyCase one) {
        return one.aborted(new Boundary(When.BEFORE, "agent:UploadTask", 1));
    }

    private static void nothing(Ground ground) {}

    /** Nothing keeps the bucket private but its policy and its access control list. */
    private static void open(Ground ground) {
        ground.s3().deletePublicAccessBlock(bucket -> bucket.bucket(ground.bucket()));
    }

    private static void alarm(Ground ground) {
        ground.aws().service(CloudWatch.class).alarm(ground.region(), "iris-5xx", Alarm.State.OK);
    }

    private static List<PolicyCase> training() {
        String file = "codecraft-train.json";
        List<PolicyCase> all = new ArrayList<>(known(file, CrashTest.cases(), "train, kept", "train, aborted"));
        known(file, CrashTest.cases(), "train").forEach(one -> all.add(one.crashedAfter("CreateTrainingJob")));
        PolicyCase large = more(
                file, "train, large", PolicyCases::open, ground -> large(ground).operation(ground.origin()));
        all.add(large.crashedAfter("CreateMultipartUpload"));
        all.add(abortedUpload(large));
        all.add(more(file, "train, tagged", PolicyCases::nothing, ground -> new Trainings()
                .in(ground.bucket())
                .channel("train", "data")
                .taggingObjects("team", "ml")
                .operation(ground.origin())));
        all.add(more(KMS, "train, encrypted", PolicyCases::nothing, ground -> large(ground)
                        .encryptedWith(PolicyCase.KEY)
                        .operation(ground.origin()))
                .and(file));
        return all;
    }

    private static Trainings large(Ground ground) {
        return new Trainings().in(ground.bucket()).channel("train", LARGE);
    }

    private static List<PolicyCase> endpoints() {
        String file = "codecraft-deploy-sagemaker-endpoint.json";
        List<PolicyCase> all = new ArrayList<>(known(file, CrashTest.cases(), "same endpoint"));
        known(file, CrashTest.cases(), "create endpoint")
                .forEach(one -> all.add(one.crashedAfter("CreateModel", "CreateEndpointConfig", "CreateEndpoint")));
        EndpointCases.all().forEach(one -> all.add(PolicyCase.of(file, one)));
        all.add(more(file, "endpoint, group", PolicyCases::haveGroup, ground -> new Deployments()
                .newestOf("flowers")
                .operation(ground.origin())));
        all.add(more(file, "endpoint, encrypted", PolicyCases::nothing, ground -> endpoint("model-a")
                .encryptedWith(PolicyCase.KEY)
                .operation(ground.origin())));
        all.add(more(
                file,
                "endpoint, rescaled",
                ground -> ground.run(endpoint("model-a").scaled(1, 4).operation(ground.origin(2))),
                ground -> endpoint("model-a")
                        .instances("ml.m5.xlarge", 1)
                        .scaled(1, 4)
                        .operation(ground.origin())));
        return all;
    }

    private static Deployments endpoint(String model) {
        return new Deployments().model(MODELS + model + "/model.tar.gz");
    }

    private static void haveGroup(Ground ground) {
        ground.sageMaker().createModelPackageGroup(request -> request.modelPackageGroupName("flowers"));
        ground.sageMaker().createModelPackage(request -> request.modelPackageGroupName("flowers")
                .modelApprovalStatus(ModelApprovalStatus.APPROVED)
                .inferenceSpecification(
                        specification -> specification.containers(ModelPackageContainerDefinition.builder()
                                .image(Trainings.IMAGE)
                                .build())));
    }

    private static List<PolicyCase> functions() {
        String file = "codecraft-deploy-lambda-function.json";
        String triggers = "codecraft-deploy-lambda-function-triggers.json";
        List<PolicyCase> all = new ArrayList<>();
        for (CrashCase one : FunctionCases.all()) {
            if (one.name().equals("image, provisioned")) {
                continue; // its repository is in another region than it; "function, image" has one in its own
            }
            boolean triggered = TRIGGERED.contains(one.name());
            PolicyCase with = triggered ? PolicyCase.of(triggers, one).and(file) : PolicyCase.of(file, one);
            all.add(
                    one.name().equals("create function")
                            ? with.crashedAfter("CreateFunction", "PublishVersion")
                            : with);
        }
        PolicyCase large = more(file, "function, large", PolicyCases::open, ground -> new FunctionDeployments()
                .source(LARGE + ".zip")
                .bucket(ground.bucket())
                .operation(ground.origin()));
        all.add(large.crashedAfter("CreateMultipartUpload"));
        all.add(abortedUpload(large));
        all.add(aborted(
                        more(
                                file,
                                "function, first alias",
                                ground -> ground.run(new FunctionDeployments()
                                        .with(target -> target.setAlias(""))
                                        .operation(ground.origin(2))),
                                ground -> new FunctionDeployments()
                                        .with(target -> target.setRollout(watched()))
                                        .operation(ground.origin())),
                        "CreateAlias")
                // or else it ends before the abort; again and again, as on a busy machine it still may
                .crashedAfter("CreateAlias", "CreateAlias", "CreateAlias", "CreateAlias"));
        all.add(more(file, "function, limits", PolicyCases::haveTwoVersions, PolicyCases::limitedFunction));
        all.add(more(file, "function, image", PolicyCases::nothing, ground -> new FunctionDeployments()
                .with(target -> image(target, ground.region()))
                .operation(ground.origin())));
        all.add(more(triggers, "function, triggers, no alias", PolicyCases::nothing, ground -> new FunctionDeployments()
                        .with(target -> target.setAlias(""))
                        .triggered(ground.bucket())
                        .operation(ground.origin()))
                .and(file));
        all.add(more(
                        triggers,
                        "function, triggers of another alias",
                        ground -> ground.run(new FunctionDeployments()
                                .triggered(ground.bucket())
                                .operation(ground.origin(2))),
                        ground -> new FunctionDeployments()
                                .with(target -> target.setAlias("next"))
                                .triggered(ground.bucket())
                                .operation(ground.origin()))
                .and(file));
        all.add(more(
                        triggers,
                        "function, no triggers",
                        ground -> ground.run(new FunctionDeployments()
                                .triggered(ground.bucket())
                                .operation(ground.origin(2))),
                        ground -> new FunctionDeployments().operation(ground.origin()))
                .and(file));
        return all;
    }

    private static void haveTwoVersions(Ground ground) {
        alarm(ground);
        ground.run(new FunctionDeployments()
                .with(target -> target.setProvisionedConcurrency(1))
                .operation(ground.origin(2)));
    }

    private static Operation limitedFunction(Ground ground) {
        return new FunctionDeployments()
                .source("other")
                .keep(0)
                .with(target -> {
                    target.setLayers(List.of("arn:aws:lambda:" + ground.region() + ":210987654321:layer:numbers:3"));
                    target.setSubnets(List.of("subnet-0123456789abcdef0"));
                    target.setSecurityGroups(List.of("sg-0123456789abcdef0"));
                    target.setReservedConcurrency(5);
                    target.setProvisionedConcurrency(2);
                    target.setTags(Map.of("team", "ml"));
                    AllAtOnce watched = watched();
                    watched.setAlarms(List.of("iris-5xx"));
                    target.setRollout(watched);
                })
                .operation(ground.origin());
    }

    private static AllAtOnce watched() {
        AllAtOnce watched = new AllAtOnce();
        watched.setBake("1m");
        return watched;
    }

    private static void image(LambdaFunction target, String region) {
        target.setSource("");
        target.setRuntime("");
        target.setHandler("");
        target.setImage("123456789012.dkr.ecr." + region + ".amazonaws.com/features:1");
    }

    private static List<PolicyCase> apis() {
        String file = "codecraft-deploy-api-gateway.json";
        String call = "codecraft-invoke-api-gateway.json";
        List<PolicyCase> all = new ArrayList<>();
        for (CrashCase one : ApiCases.all()) {
            String policy = one.name().equals("invoke API") ? call : file;
            all.add(PolicyCase.of(policy, one).where("FUNCTION", "api-features"));
        }
        all.add(more(file, "API, checked with a key", PolicyCases::nothing, ground -> new ApiDeployments()
                .file("api-a.json")
                .withPlan()
                .checked("/health", "well")
                .operation(ground.origin())));
        all.add(more(
                file,
                "API of an alias",
                ground -> ground.run(new FunctionDeployments().operation(ground.origin(2))),
                ground -> http("alias").operation(ground.origin())));
        all.add(more(file, "HTTP API", PolicyCases::haveHttpApi, ground -> http("b")
                .logging("arn:aws:logs:" + ground.region() + ":123456789012:log-group:/api/iris")
                .tag("team", "ml")
                .checked("/b", "LATEST")
                .keeping(0)
                .operation(ground.origin())));
        all.add(more(file, "REST API, tagged", PolicyCases::haveRestApi, ground -> new ApiDeployments()
                .file("api-a.json")
                .tag("team", "ml")
                .operation(ground.origin())));
        all.add(more(file, "signed API", PolicyCases::haveNeighbours, PolicyCases::signed)
                .where("ENDPOINT", "queue")
                .where("STATE_MACHINE", "other"));
        all.add(more(
                call,
                "invoke signed API",
                ground -> {
                    haveNeighbours(ground);
                    ground.run(signed(ground));
                },
                ground -> ApiCalls.get("/health").signed().operation()));
        all.add(more(
                call,
                "invoke signed API by its URL",
                ground -> {
                    haveNeighbours(ground);
                    ground.run(signed(ground));
                },
                ground -> ApiCalls.get("/health").at(url(ground)).signed().operation()));
        all.add(more(
                call,
                "invoke with a key",
                ground -> ground.run(
                        new ApiDeployments().file("api-a.json").withPlan().operation(ground.origin(2))),
                ground -> ApiCalls.get("/health").key("iris").operation()));
        return all;
    }

    private static String url(Ground ground) {
        String id =
                ground.apiGateway().getRestApis(request -> {}).items().get(0).id();
        return ground.aws().endpoint() + "/_aws/execute-api/" + id + "/prod";
    }

    private static ApiDeployments http(String which) {
        return new ApiDeployments().file("api-http-" + which + ".json");
    }

    private static void haveHttpApi(Ground ground) {
        ground.run(new FunctionDeployments().operation(ground.origin(3)));
        ground.run(http("a").operation(ground.origin(2)));
    }

    private static void haveRestApi(Ground ground) {
        ground.run(new ApiDeployments().file("api-a.json").operation(ground.origin(2)));
    }

    /** What variables name. */
    private static void haveNeighbours(Ground ground) {
        InvokeCases.haveQueue(ground);
        ApiCases.haveFunction(ground);
        new Flows(ground.aws(), ground.region()).create("other", "'A': {'Type': 'Succeed'}");
    }

    private static Operation signed(Ground ground) {
        return new ApiDeployments()
                .file("api-signed.json")
                .checked("/health", "well")
                .operation(ground.origin());
    }

    private static List<PolicyCase> machines() {
        String file = "codecraft-deploy-step-functions.json";
        List<PolicyCase> all = new ArrayList<>(
                known(file, StateCases.all(), "create, aborted", "canary machine", "canary, aborted", "bad machine"));
        known(file, StateCases.all(), "create machine")
                .forEach(one -> all.add(one.crashedAfter("CreateStateMachine", "PublishStateMachineVersion")));
        all.add(aborted(
                        more(
                                file,
                                "machine, first alias",
                                ground -> ground.run(
                                        new MachineDeployments().withoutAlias().operation(ground.origin(2))),
                                ground -> new MachineDeployments().watched("1m").operation(ground.origin())),
                        "CreateStateMachineAlias")
                .crashedAfter("CreateStateMachineAlias")); // or else it ends before the abort
        all.add(more(file, "machine, checked for minutes", PolicyCases::nothing, ground -> new MachineDeployments()
                .definition("flow-waiting.json")
                .checked("{}")
                .operation(ground.origin())));
        all.add(more(file, "machine, variables", PolicyCases::haveNeighbours, ground -> new MachineDeployments()
                .definition("flow-variables.json")
                .operation(ground.origin())));
        all.add(more(file, "express machine", PolicyCases::nothing, ground -> new MachineDeployments()
                .express()
                .checked("A")
                .operation(ground.origin())));
        all.add(aborted(
                more(file, "slow machine", PolicyCases::haveMachine, ground -> new MachineDeployments()
                        .definition("flow-slow.json")
                        .checked("A")
                        .operation(ground.origin())),
                "StartExecution"));
        all.add(more(file, "machine, watched", PolicyCases::haveMachine, ground -> new MachineDeployments()
                .definition("flow-b.json")
                .canary("1m", "iris-5xx")
                .keeping(0)
                .tag("team", "ml")
                .operation(ground.origin())));
        all.add(more(file, "machine, encrypted", PolicyCases::nothing, ground -> encrypted("a")
                .checked("A")
                .operation(ground.origin())));
        all.addAll(executions());
        return all;
    }

    private static MachineDeployments encrypted(String definition) {
        return new MachineDeployments()
                .definition("flow-" + definition + ".json")
                .encryptedWith(PolicyCase.KEY);
    }

    private static void haveMachine(Ground ground) {
        alarm(ground);
        ground.run(new MachineDeployments().operation(ground.origin(2)));
    }

    private static List<PolicyCase> executions() {
        String file = "codecraft-invoke-step-functions.json";
        List<PolicyCase> all = new ArrayList<>();
        Map<String, String> machines =
                Map.of("invoke machine", "quick", "invoke, aborted", "long", "redrive machine", "failing");
        machines.forEach((name, machine) ->
                known(file, StateCases.all(), name).forEach(one -> all.add(one.where("STATE_MACHINE", machine))));
        all.add(more(
                file,
                "invoke express machine",
                ground ->
                        new Flows(ground.aws(), ground.region()).create("flow", "EXPRESS", "'A': {'Type': 'Succeed'}"),
                ground -> StateExecutions.of("flow", false, ground.origin())));
        all.add(more(
                file,
                "invoke by alias",
                PolicyCases::haveMachine,
                ground -> StateExecutions.by("live", "flow", ground.origin())));
        all.add(more(
                file,
                "invoke encrypted machine",
                ground -> ground.run(encrypted("a").operation(ground.origin(2))),
                ground -> StateExecutions.of("flow", false, ground.origin())));
        return all;
    }

    private static List<PolicyCase> transforms() {
        String file = "codecraft-invoke-batch-transform.json";
        List<PolicyCase> all = new ArrayList<>(known(file, InvokeCases.all(), "transform, aborted"));
        known(file, InvokeCases.all(), "transform")
                .forEach(one -> all.add(one.crashedAfter("CreateModel", "CreateTransformJob")));
        all.add(more(file, "transform, own output", PolicyCases::nothing, ground -> transform(ground)
                .to(MODELS + "answers/" + ground.region())
                .operation(ground.origin())));
        PolicyCase large = more(file, "transform, large", PolicyCases::open, ground -> transform(ground)
                .from(LARGE)
                .operation(ground.origin()));
        all.add(large.crashedAfter("CreateMultipartUpload"));
        all.add(abortedUpload(large));
        return all.stream().map(one -> one.where("NAME", "iris-batch")).toList();
    }

    private static Transforms transform(Ground ground) {
        return new Transforms().in(ground.bucket()).artifacts(MODELS + "model-a/model.tar.gz", Trainings.IMAGE);
    }

    private static List<PolicyCase> invocations() {
        String file = "codecraft-invoke-sagemaker-endpoint.json";
        List<PolicyCase> all = new ArrayList<>(known(file, CrashTest.cases(), "invoke endpoint"));
        known(file, InvokeCases.all(), "invoke, queued").forEach(one -> all.add(one.where("ENDPOINT", "queue")));
        all.add(more(
                file,
                "invoke, streamed",
                ground -> ground.run(endpoint("model-a").operation(ground.origin(2))),
                ground -> new Invocations().mode("stream").operation(ground.origin())));
        PolicyCase large = more(
                        file,
                        "invoke, large",
                        ground -> {
                            open(ground);
                            InvokeCases.haveQueue(ground);
                        },
                        ground -> queued().in(ground.bucket())
                                .payloadFile(LARGE + "/bytes")
                                .outputFile("answer-" + ground.region())
                                .operation(ground.origin()))
                .where("ENDPOINT", "queue");
        all.add(large.crashedAfter("CreateMultipartUpload"));
        all.add(abortedUpload(large));
        all.add(aborted(
                more(file, "invoke, not answered", InvokeCases::haveBrokenQueue, ground -> queued().inputLocation(
                                        MODELS + "model-a/model.tar.gz")
                                .operation(ground.origin()))
                        .where("ENDPOINT", "queue"),
                "GetObject"));
        all.add(more(file, "invoke, failing", InvokeCases::haveQueueWithFailures, ground -> queued().inputLocation(
                                MODELS + "nowhere")
                        .operation(ground.origin()))
                .where("ENDPOINT", "queue"));
        String function = "codecraft-invoke-lambda-function.json";
        for (String qualifier : List.of("", "live")) {
            all.add(more(
                    function,
                    "invoke function " + qualifier,
                    ground -> ground.run(new FunctionDeployments().operation(ground.origin(2))),
                    ground -> FunctionCalls.of("features", qualifier, ground.origin())));
        }
        all.addAll(
                known("codecraft-invoke-sagemaker-pipeline.json", InvokeCases.all(), "pipeline", "pipeline, aborted"));
        return all;
    }

    private static Invocations queued() {
        return new Invocations().named("queue").mode("asynchronous");
    }
}
