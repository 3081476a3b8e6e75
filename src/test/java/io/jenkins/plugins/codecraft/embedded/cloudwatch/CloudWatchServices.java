package io.jenkins.plugins.codecraft.embedded.cloudwatch;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.AwsServiceFactory;
import java.util.List;

/** Plugs CloudWatch's alarms into every embedded AWS. */
public final class CloudWatchServices implements AwsServiceFactory {
    @Override
    public List<AwsService> create(AwsEnvironment environment) {
        return List.of(new CloudWatch(environment));
    }
}
