package io.jenkins.plugins.codecraft.operation;

import java.time.Instant;

/**
 * What an operation tells of itself for the build's page. Everything may be told again, as it is after a crash: a fact
 * replaces the one of its name, a point or event that is known already changes nothing.
 *
 * <p>Whoever may read the build sees all of it: no secret, no environment, no content of requests and answers.
 */
public interface Report {

    /** Keeps nothing. */
    Report NONE = new Report() {
        @Override
        public void fact(String name, Object value) {}

        @Override
        public void event(String text) {}

        @Override
        public void event(Instant time, String text) {}

        @Override
        public void point(String metric, Instant time, double value) {}

        @Override
        public void limits(String metric, Double min, Double max) {}
    };

    /**
     * What is known now. When the operation succeeds, the entries of its result become facts by themselves.
     *
     * @param name as in the result maps, such as {@code consoleUrl} or {@code billableSeconds}
     * @param value a text, a number, a boolean, or lists and maps of these
     */
    void fact(String name, Object value);

    /**
     * Something that happens now, such as {@code 10 % of the traffic goes to version 7}. Its text tells it from others.
     * What a deploy or an invocation says by {@link Console#event} need not be told here, too.
     */
    void event(String text);

    /** Something that happened at a time that AWS gave. Time and text tell it from others. */
    void event(Instant time, String text);

    /** A value of a metric. Many are thinned out so that the course can still be seen. */
    void point(String metric, Instant time, double value);

    /**
     * What is good enough for a metric.
     *
     * @param min null for no limit
     * @param max null for no limit
     */
    void limits(String metric, Double min, Double max);
}
