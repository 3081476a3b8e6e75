package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.Optional;

/** The deployment of an endpoint at its beginning: its parameters are checked. */
record CheckEndpoint(EndpointSettings settings, BuildOrigin origin) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftDeploy sagemakerEndpoint");
        EndpointRules.check(settings, mistakes);
        mistakes.refuse();
        String region = context.aws().scope().region();
        return Progress.next(FindPackages.of(new EndpointPlan(settings, origin, region)));
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
