package io.jenkins.plugins.codecraft.operation.crash;

/** Where one life of a process ends. */
@FunctionalInterface
interface CrashPoint {
    CrashPoint NEVER = (here, number) -> false;

    /** @param number how many boundaries this life has passed, this one included */
    boolean isHere(Boundary here, int number);

    static CrashPoint at(Boundary boundary) {
        return (here, number) -> here.equals(boundary);
    }

    static CrashPoint after(int boundaries) {
        return (here, number) -> number == boundaries;
    }
}
