package io.jenkins.plugins.codecraft.invoke;

import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.io.Serializable;

/** An answer that came, with what was called. It is of some MB at most, so it may be saved until it is written. */
public interface Answer extends Serializable {
    /** What is in a file is not kept in the build too, if it is longer than this: builds are kept for long. */
    int MOST_KEPT_BESIDE_A_FILE = 1 << 16;

    byte[] body();

    /** Where in the workspace it goes; "" if it does not. */
    String outputFile();

    /** The end of the step, if the answer is what was expected. */
    Progress conclude(OperationContext context) throws IOException, InterruptedException;

    /** Whether it is part of the step's result. */
    default boolean isKept() {
        return outputFile().isEmpty() || body().length <= MOST_KEPT_BESIDE_A_FILE;
    }

    /** What is to be done with it. */
    default Progress next(OperationContext context) throws IOException, InterruptedException {
        return outputFile().isEmpty() ? conclude(context) : Progress.next(new WriteAnswer(this));
    }
}
