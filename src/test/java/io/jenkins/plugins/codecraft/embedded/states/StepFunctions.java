package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.InnerCalls;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Step Functions. Definitions really run: functions as Lambda runs them, SageMaker's jobs as SageMaker does; waits,
 * pauses between attempts and timeouts take AWS' time.
 */
public final class StepFunctions implements AwsService {
    private static final List<String> NAMES = List.of(
            "executionArn", "stateMachineAliasArn", "stateMachineVersionArn", "stateMachineArn", "resourceArn", "name");

    private final ExecutorService threads;
    private final Lag lag = new Lag();
    private final Machines machines;
    private final Executions executions;
    private final Map<String, Function<AwsRequest, JsonNode>> operations = new LinkedHashMap<>();

    StepFunctions(AwsEnvironment environment) {
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "embedded-states");
            thread.setDaemon(true);
            return thread;
        });
        FunctionTasks functions = new FunctionTasks(() -> environment.services().get(Functions.class));
        SageMakerTasks sageMaker =
                new SageMakerTasks(environment.clock(), new InnerCalls(environment.account()), () -> environment
                        .services()
                        .get(SageMaker.class));
        Tasks tasks = new Tasks(environment.clock(), threads, functions, sageMaker);
        machines = new Machines(environment, lag);
        executions = new Executions(
                environment.clock(), threads, machines, new Interpreter(environment.clock(), threads, tasks), lag);
        machines();
        aliases(new Aliases(machines), new Tags(machines));
        executions();
    }

    private void machines() {
        operations.put("CreateStateMachine", machines::create);
        operations.put("UpdateStateMachine", machines::update);
        operations.put("DescribeStateMachine", machines::describe);
        operations.put("ListStateMachines", machines::list);
        operations.put("PublishStateMachineVersion", machines::publish);
        operations.put("ListStateMachineVersions", machines::listVersions);
        operations.put("DeleteStateMachineVersion", machines::deleteVersion);
        operations.put("ValidateStateMachineDefinition", machines::validate);
    }

    private void aliases(Aliases aliases, Tags tags) {
        operations.put("CreateStateMachineAlias", aliases::create);
        operations.put("UpdateStateMachineAlias", aliases::update);
        operations.put("DescribeStateMachineAlias", aliases::describe);
        operations.put("DeleteStateMachineAlias", aliases::delete);
        operations.put("ListStateMachineAliases", aliases::list);
        operations.put("TagResource", tags::add);
        operations.put("UntagResource", tags::remove);
        operations.put("ListTagsForResource", tags::list);
    }

    private void executions() {
        operations.put("DeleteStateMachine", executions::deleteMachine);
        operations.put("DescribeStateMachineForExecution", executions::describeMachine);
        operations.put("StartExecution", executions::start);
        operations.put("StartSyncExecution", executions::startSync);
        operations.put("DescribeExecution", executions::describe);
        operations.put("GetExecutionHistory", executions::history);
        operations.put("ListExecutions", executions::list);
        operations.put("StopExecution", executions::stop);
        operations.put("RedriveExecution", executions::redrive);
    }

    /** From now on so many looks at what was just made or changed, by a describing call, see what was before. */
    public void lag(int looks) {
        lag.set(looks);
    }

    @Override
    public String signingName() {
        return "states";
    }

    @Override
    public Protocol protocol() {
        return Protocol.AWS_JSON_1_0;
    }

    @Override
    public boolean mutates(String operation) {
        return !operation.equals("ValidateStateMachineDefinition") && AwsService.super.mutates(operation);
    }

    @Override
    public String resource(AwsRequest request) {
        for (String member : NAMES) {
            JsonNode name = request.json().path(member);
            if (name.isTextual()) {
                return name.asText();
            }
        }
        return "";
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        return new StatePermissions(machines).of(request);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        Function<AwsRequest, JsonNode> operation = operations.get(request.operation());
        if (operation == null) {
            throw new AwsError(
                    "UnknownOperationException", 400, "The embedded AWS has no operation " + request.operation() + ".");
        }
        return AwsResponse.json(operation.apply(request));
    }

    @Override
    public void close() {
        executions.close();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("embedded Step Functions still works 10 s after its end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
