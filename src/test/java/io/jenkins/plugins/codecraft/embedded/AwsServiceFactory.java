package io.jenkins.plugins.codecraft.embedded;

import java.util.List;

/**
 * Makes services when an {@link EmbeddedAws} starts. Found by {@link java.util.ServiceLoader} (a line in
 * {@code META-INF/services/io.jenkins.plugins.codecraft.embedded.AwsServiceFactory}), or given to
 * {@link EmbeddedAws.Builder#services}.
 */
@FunctionalInterface
public interface AwsServiceFactory {
    List<AwsService> create(AwsEnvironment environment);
}
