/**
 * Step Functions of the embedded AWS: state machines, and an interpreter of the Amazon States Language with JSONPath.
 * Tasks run Lambda functions, SageMaker's jobs of every kind that {@code .sync} waits for, and any API of SageMaker. By
 * script, what was just made shows a moment later, as AWS' documentation says of it.
 */
package io.jenkins.plugins.codecraft.embedded.states;
