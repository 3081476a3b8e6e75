package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.AwsServiceFactory;
import java.util.List;

/** Plugs Lambda into every embedded AWS. */
public final class LambdaServices implements AwsServiceFactory {
    @Override
    public List<AwsService> create(AwsEnvironment environment) {
        return List.of(new Lambda(environment));
    }
}
