package io.jenkins.plugins.codecraft.embedded;

/**
 * Who signed a request.
 *
 * @param arn the ARN that {@code sts:GetCallerIdentity} would answer
 * @param userId the unique id of that principal
 */
public record Caller(String account, String arn, String userId, String accessKeyId) {}
