package io.jenkins.plugins.codecraft.embedded.autoscaling;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.AwsServiceFactory;
import java.util.List;

/** Plugs Application Auto Scaling into every embedded AWS. */
public final class AutoScalingServices implements AwsServiceFactory {
    @Override
    public List<AwsService> create(AwsEnvironment environment) {
        return List.of(new AutoScaling(environment));
    }
}
