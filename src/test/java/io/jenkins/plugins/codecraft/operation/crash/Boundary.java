package io.jenkins.plugins.codecraft.operation.crash;

/**
 * A place where a process may die.
 *
 * @param when before or after
 * @param what an API's name, {@code connect}, {@code agent:TASK} or {@code save}
 * @param nth of that name in one run, from 1
 */
record Boundary(When when, String what, int nth) {

    enum When {
        /** Before a call leaves, or before a state is kept. */
        BEFORE,
        /** After the effect, before the answer is seen; after a state is kept, before anybody knows. */
        AFTER
    }

    boolean isSave() {
        return what.equals("save");
    }

    /** Whether nothing in AWS is changed by it. */
    boolean reads() {
        return what.matches("(Describe|Get|List|Head|Validate)[A-Z]\\w*|connect");
    }

    /** The one before of that name; a poll may come less often in another run. */
    Boundary earlier() {
        return new Boundary(when, what, nth - 1);
    }
}
