package io.jenkins.plugins.codecraft.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.storage.StorageException;

/** Failures that explain themselves end a build with their message alone; others keep their stack trace. */
final class Explained {
    private Explained() {}

    static Throwable of(Throwable failure) {
        boolean explained = failure instanceof OperationFailure || failure instanceof StorageException;
        return explained ? new AbortException(failure.getMessage()) : failure;
    }
}
