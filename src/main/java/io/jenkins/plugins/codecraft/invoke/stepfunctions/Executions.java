package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.ResourceKind;
import io.jenkins.plugins.codecraft.operation.Watch;
import java.io.Serializable;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

/**
 * The executions of one state machine, as {@code DescribeExecution} and {@code ListExecutions} show them.
 *
 * @param machine the ARN of the state machine, without a version or alias
 */
public record Executions(String machine) implements ResourceKind, Serializable {
    private static final int PAGE = 1000;

    /** The ARN of the execution of a name. */
    public String arn(String name) {
        return machine.replaceFirst(":stateMachine:", ":execution:") + ":" + name;
    }

    /** The execution of a name, or nothing if there is none. */
    public Optional<DescribeExecutionResponse> find(SfnClient client, String name) {
        try {
            return Optional.of(client.describeExecution(request -> request.executionArn(arn(name))));
        } catch (ExecutionDoesNotExistException none) {
            return Optional.empty();
        }
    }

    /** Whether it is not over yet. */
    public static boolean runs(DescribeExecutionResponse execution) {
        return execution.status() == ExecutionStatus.RUNNING || execution.status() == ExecutionStatus.PENDING_REDRIVE;
    }

    /** To wait until the execution is over. */
    public Watch watch(DescribeExecutionResponse execution) {
        return Watch.inStatus(this, execution.name(), execution.statusAsString());
    }

    @Override
    public String id() {
        return "execution";
    }

    @Override
    public String parent() {
        return machine;
    }

    @Override
    public String plural() {
        return "executions";
    }

    @Override
    public Listing listing() {
        return Listing.BY_STATUS;
    }

    @Override
    public double looksASecond() {
        return 2; // of DescribeExecution; its quota is 10 to 15 a second
    }

    @Override
    public Page list(AwsSession session, Query query) {
        String status = query instanceof Query.WithStatus with ? with.status() : null;
        ListExecutionsResponse page = session.stepFunctions().listExecutions(request -> request.stateMachineArn(machine)
                .statusFilter(status)
                .maxResults(PAGE)
                .nextToken(query.nextToken().orElse(null)));
        return new Page(
                page.executions().stream()
                        .map(execution -> new Listed(execution.name(), execution.statusAsString()))
                        .toList(),
                Optional.ofNullable(page.nextToken()));
    }
}
