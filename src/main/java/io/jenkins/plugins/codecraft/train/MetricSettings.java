package io.jenkins.plugins.codecraft.train;

import java.io.Serializable;

/**
 * A metric that SageMaker reads from the log.
 *
 * @param regex its first group is the value
 * @param min the training fails if the last value is below; null for no limit
 * @param max the training fails if the last value is above; null for no limit
 */
record MetricSettings(String name, String regex, Double min, Double max) implements Serializable {}
