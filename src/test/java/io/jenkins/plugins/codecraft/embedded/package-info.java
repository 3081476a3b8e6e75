/**
 * An AWS that runs in this process: real HTTP on the loopback, Signature Version 4 verified, documented errors, a journal
 * of the calls and scriptable faults. S3, STS and CloudWatch Logs are here; other services plug in by
 * {@link io.jenkins.plugins.codecraft.embedded.AwsServiceFactory}.
 */
package io.jenkins.plugins.codecraft.embedded;
