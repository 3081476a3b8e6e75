package io.jenkins.plugins.codecraft.embedded.states;

import io.jenkins.plugins.codecraft.embedded.AwsError;

/** The errors of Step Functions, in its words. */
final class Errors {
    private Errors() {}

    static AwsError of(String code, String message) {
        return new AwsError(code, 400, message);
    }

    static AwsError noMachine(String arn) {
        return of("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    static AwsError noExecution(String arn) {
        return of("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
    }

    static AwsError noResource(String arn) {
        return of("ResourceNotFound", "Resource not found: '" + arn + "'");
    }

    static AwsError arn(String arn, String why) {
        return of("InvalidArn", "Invalid Arn: '" + why + ": " + arn + "'");
    }

    static AwsError name(String name) {
        return of("InvalidName", "Invalid Name: '" + name + "'");
    }

    static AwsError deleting(String arn) {
        return of("StateMachineDeleting", "State Machine is being deleted: '" + arn + "'");
    }
}
