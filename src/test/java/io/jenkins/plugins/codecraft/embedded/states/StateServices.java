package io.jenkins.plugins.codecraft.embedded.states;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.AwsServiceFactory;
import java.util.List;

/** Plugs Step Functions into every embedded AWS. */
public final class StateServices implements AwsServiceFactory {
    @Override
    public List<AwsService> create(AwsEnvironment environment) {
        return List.of(new StepFunctions(environment));
    }
}
