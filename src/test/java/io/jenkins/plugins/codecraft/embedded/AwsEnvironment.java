package io.jenkins.plugins.codecraft.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a service may use of its AWS.
 *
 * @param clock the time, and how AWS' durations are shortened
 * @param iam principals and roles
 * @param objects the buckets, seen from inside AWS: neither signed nor in the journal
 * @param logs the log groups of CloudWatch Logs, likewise
 * @param scratch a folder for this AWS alone, removed when it closes
 * @param endpoint where this AWS listens; known only once it has started
 * @param services the other services, to call them in process
 */
public record AwsEnvironment(
        String account,
        AwsClock clock,
        Iam iam,
        ObjectStore objects,
        LogStore logs,
        Path scratch,
        Supplier<URI> endpoint,
        ServiceDirectory services) {}
