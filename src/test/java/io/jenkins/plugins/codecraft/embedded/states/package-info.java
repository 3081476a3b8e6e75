/**
 * Step Functions of the embedded AWS: state machines, and an interpreter of the Amazon States Language with JSONPath.
 * Tasks run Lambda functions, SageMaker's {@code createTrainingJob.sync} and {@code createTransformJob.sync}, and any API
 * of SageMaker; processing, hyperparameter tuning and labeling jobs are refused, since there are none here. By script,
 * what was just made shows a moment later, as AWS' documentation says of it.
 */
package io.jenkins.plugins.codecraft.embedded.states;
