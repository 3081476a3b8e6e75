package io.jenkins.plugins.codecraft.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.codecraft.operation.OperationFailure;

/** Failures that explain themselves end a build with their message alone; others keep their stack trace. */
final class Explained {
    private Explained() {}

    static Throwable of(Throwable failure) {
        return failure instanceof OperationFailure explained ? of(explained) : failure;
    }

    static AbortException of(OperationFailure failure) {
        return new AbortException(failure.getMessage());
    }
}
