package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineVersionListItem;

/** State machines as they are. */
record Machines(SfnClient client) {

    /** A state machine or one of its versions, or nothing if there is none of that ARN. */
    Optional<DescribeStateMachineResponse> find(String arn) {
        try {
            return Optional.of(client.describeStateMachine(request -> request.stateMachineArn(arn)));
        } catch (StateMachineDoesNotExistException none) {
            return Optional.empty();
        }
    }

    Optional<DescribeStateMachineAliasResponse> alias(String arn) {
        try {
            return Optional.of(client.describeStateMachineAlias(request -> request.stateMachineAliasArn(arn)));
        } catch (ResourceNotFoundException | StateMachineDoesNotExistException none) {
            return Optional.empty();
        }
    }

    Map<String, String> tags(String arn) {
        Map<String, String> tags = new TreeMap<>();
        client.listTagsForResource(request -> request.resourceArn(arn))
                .tags()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    /** The ARN of the newest version, or "" if there is none. */
    String newestVersion(String arn) {
        return client
                .listStateMachineVersions(
                        request -> request.stateMachineArn(arn).maxResults(1))
                .stateMachineVersions()
                .stream()
                .map(StateMachineVersionListItem::stateMachineVersionArn)
                .findFirst()
                .orElse("");
    }

    /** The id of a revision; "" of the first one, which has none. */
    static String revision(DescribeStateMachineResponse machine) {
        return machine.revisionId() == null ? "" : machine.revisionId();
    }

    /**
     * What to end with when AWS refused.
     *
     * @param what was to be done, such as {@code to create state machine iris-flow}
     */
    static RuntimeException refusal(String what, SfnException error) {
        if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
            return error;
        }
        return new OperationFailure(
                Words.of(Machines.class, "stepFunctionsRefused", what, AwsErrors.describe(error), remedy(error)),
                error);
    }

    /** As {@link #refusal(String, SfnException)}, while something is undone: with the reason for that, if there is one. */
    static RuntimeException refusal(String reason, String what, SfnException error) {
        RuntimeException refusal = refusal(what, error);
        return refusal == error || reason.isEmpty()
                ? refusal
                : new OperationFailure(reason + "\n" + refusal.getMessage(), error);
    }

    private static String remedy(SfnException error) {
        if (AwsErrors.message(error).contains("assume")) {
            return Words.of(Machines.class, "checkParameterRole");
        }
        if (AwsErrors.isDenied(error)) {
            return Words.of(Machines.class, "grantMissingPermission");
        }
        return "";
    }
}
