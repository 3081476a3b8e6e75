package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An operation that the harness crashes.
 *
 * @param setup prepares the AWS of a run
 * @param first the operation at its beginning
 * @param stopAt an abort comes right after this place, if one comes
 * @param leaves what the AWS of a run must hold at the end, each as the beginning of a line of its inventory
 */
record CrashCase(
        String name,
        Consumer<Ground> setup,
        Function<Ground, Operation> first,
        Optional<Boundary> stopAt,
        Function<Ground, List<String>> leaves) {

    CrashCase(
            String name,
            Consumer<Ground> setup,
            Function<Ground, Operation> first,
            Function<Ground, List<String>> leaves) {
        this(name, setup, first, Optional.empty(), leaves);
    }

    /** The same, aborted. */
    CrashCase aborted(String how, Boundary after, Function<Ground, List<String>> leavesThen) {
        return new CrashCase(how, setup, first, Optional.of(after), leavesThen);
    }
}
