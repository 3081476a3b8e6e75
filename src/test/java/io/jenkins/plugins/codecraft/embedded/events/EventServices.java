package io.jenkins.plugins.codecraft.embedded.events;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.AwsServiceFactory;
import java.util.List;

/** Plugs EventBridge into every embedded AWS. */
public final class EventServices implements AwsServiceFactory {
    @Override
    public List<AwsService> create(AwsEnvironment environment) {
        return List.of(new EventBridge(environment));
    }
}
