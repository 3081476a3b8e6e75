package io.jenkins.plugins.codecraft.operation;

/**
 * The operation can't succeed. The message is for the user: it names the resource, what AWS said and what to do next,
 * and holds no secret.
 */
public final class OperationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OperationFailure(String message) {
        super(message);
    }

    public OperationFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
