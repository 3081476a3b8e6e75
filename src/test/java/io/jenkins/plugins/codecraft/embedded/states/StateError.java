package io.jenkins.plugins.codecraft.embedded.states;

import java.util.Set;

/** An error of a state, as {@code Retry} and {@code Catch} name it. */
final class StateError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Neither {@code States.ALL} nor {@code States.TaskFailed} stands for these. */
    private static final Set<String> BEYOND_ALL = Set.of("States.Runtime", "States.DataLimitExceeded");

    private final String error;

    StateError(String error, String cause) {
        super(cause, null, false, false);
        this.error = error;
    }

    static StateError runtime(String cause) {
        return new StateError("States.Runtime", cause);
    }

    String error() {
        return error;
    }

    String because() {
        return getMessage();
    }

    /** Whether a name of {@code ErrorEquals} stands for this error, of a task or another state. */
    boolean is(String name, boolean task) {
        if (name.equals(error)) {
            return true;
        }
        if (BEYOND_ALL.contains(error)) {
            return false;
        }
        return name.equals("States.ALL") || task && name.equals("States.TaskFailed") && !error.equals("States.Timeout");
    }
}
