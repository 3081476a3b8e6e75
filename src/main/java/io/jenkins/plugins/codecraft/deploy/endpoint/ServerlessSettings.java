package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.io.Serializable;

/**
 * No instances: capacity by demand.
 *
 * @param memory in MB
 * @param provisionedConcurrency how much is kept warm; 0 for none
 */
record ServerlessSettings(int memory, int maxConcurrency, int provisionedConcurrency) implements Serializable {}
