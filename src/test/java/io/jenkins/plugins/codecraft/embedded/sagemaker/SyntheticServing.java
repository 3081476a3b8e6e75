package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.util.function.Function;

/** A model that a function makes up. */
record SyntheticServing(Function<Invocation, Answer> script) implements Serving {
    @Override
    public void start() {}

    @Override
    public Answer invoke(Invocation invocation) {
        return script.apply(invocation);
    }

    @Override
    public void close() {}
}
