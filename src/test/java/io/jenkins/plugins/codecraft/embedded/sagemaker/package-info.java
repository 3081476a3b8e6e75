/**
 * SageMaker in the embedded AWS: training jobs, models, endpoint configurations, endpoints, tags and the runtime. Training
 * and serving run the user's script as a process by SageMaker's container contract.
 */
package io.jenkins.plugins.codecraft.embedded.sagemaker;
