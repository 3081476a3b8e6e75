package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.io.Serializable;

/**
 * Answers go to S3. Texts that were left out are "".
 *
 * @param output the {@code s3://} URI that answers are put under
 * @param failures the {@code s3://} URI that failures are put under
 * @param successTopic ARN of the SNS topic that is told of answers
 * @param errorTopic ARN of the SNS topic that is told of failures
 * @param maxConcurrent invocations that an instance works on at a time; 0 leaves it to SageMaker
 * @param kmsKey encrypts the answers
 */
record AsyncSettings(
        String output, String failures, String successTopic, String errorTopic, int maxConcurrent, String kmsKey)
        implements Serializable {}
