package io.jenkins.plugins.codecraft.invoke.lambda;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Operation;

/** Calls of functions for tests. */
public final class FunctionCalls {
    private FunctionCalls() {}

    /** With the answer in a file of the workspace. */
    public static Operation written(String name, String alias, String file) {
        return new InvokeFunction(new FunctionCall(name, alias, "{}", "", false, file, new Expectation("")));
    }

    /** @param qualifier an alias or a version; "" for what the function is now */
    public static Operation of(String function, String qualifier, BuildOrigin origin) {
        LambdaFunction target = new LambdaFunction(function);
        target.setAlias(qualifier);
        return target.operation(origin);
    }
}
