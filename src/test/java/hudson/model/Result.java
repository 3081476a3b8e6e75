package hudson.model;

import java.io.Serializable;
import java.util.stream.Stream;

/** Takes the place of Jenkins' class in tests: results that can be compared, and are themselves again after a restart. */
public final class Result implements Serializable {
    public static final Result SUCCESS = new Result("SUCCESS", 0);
    public static final Result UNSTABLE = new Result("UNSTABLE", 1);
    public static final Result FAILURE = new Result("FAILURE", 2);
    public static final Result NOT_BUILT = new Result("NOT_BUILT", 3);
    public static final Result ABORTED = new Result("ABORTED", 4);

    private static final long serialVersionUID = 1L;

    public final int ordinal;
    private final String name;

    private Result(String name, int ordinal) {
        this.name = name;
        this.ordinal = ordinal;
    }

    /** The result of that name, or FAILURE if there is none. */
    public static Result fromString(String name) {
        return all().filter(result -> result.name.equalsIgnoreCase(name))
                .findFirst()
                .orElse(FAILURE);
    }

    private static Stream<Result> all() {
        return Stream.of(SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED);
    }

    private Object readResolve() {
        return fromString(name);
    }

    public boolean isWorseThan(Result that) {
        return ordinal > that.ordinal;
    }

    public boolean isWorseOrEqualTo(Result that) {
        return ordinal >= that.ordinal;
    }

    public boolean isBetterThan(Result that) {
        return ordinal < that.ordinal;
    }

    public boolean isBetterOrEqualTo(Result that) {
        return ordinal <= that.ordinal;
    }

    @Override
    public String toString() {
        return name;
    }
}
