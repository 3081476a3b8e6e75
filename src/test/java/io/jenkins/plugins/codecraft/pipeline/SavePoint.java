package io.jenkins.plugins.codecraft.pipeline;

/**
 * A moment at which a run was written to bytes.
 *
 * @param step the function name of the step that was running
 * @param number 1 when the step had started and the program waited for it, one more with each save that it asked for
 */
public record SavePoint(String step, int number) {}
