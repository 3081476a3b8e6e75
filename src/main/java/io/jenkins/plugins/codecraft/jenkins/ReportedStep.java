package io.jenkins.plugins.codecraft.jenkins;

import java.io.Serializable;

/** Which step of its build a report is of. Not a record: a Pipeline's program can't keep those. */
public final class ReportedStep implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String function;
    private final String subject;
    private final String name;
    private final boolean described;

    /**
     * @param id tells it from the build's other steps, and is the same after a restart
     * @param function such as {@code codecraftTrain}
     * @param subject what it is about: the name of what is trained, or the kind of target, such as {@code
     *     SageMakerEndpoint}
     * @param name of the target; "" where the subject is the name
     */
    public ReportedStep(String id, String function, String subject, String name) {
        this(id, function, subject, name, false);
    }

    private ReportedStep(String id, String function, String subject, String name, boolean described) {
        this.id = id;
        this.function = function;
        this.subject = subject;
        this.name = name;
        this.described = described;
    }

    /** The same, whose result goes into the build's description if that is wanted. */
    public ReportedStep describing(boolean wanted) {
        return new ReportedStep(id, function, subject, name, wanted);
    }

    public String id() {
        return id;
    }

    public String function() {
        return function;
    }

    public String subject() {
        return subject;
    }

    public String name() {
        return name;
    }

    /** Whether its result goes into the build's description. */
    public boolean described() {
        return described;
    }
}
