package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.AwsServiceFactory;
import java.util.List;

/** Plugs API Gateway and what it serves into every embedded AWS. */
public final class ApiGatewayServices implements AwsServiceFactory {
    @Override
    public List<AwsService> create(AwsEnvironment environment) {
        Apis apis = new Apis(environment);
        Keys keys = new Keys(environment.clock());
        return List.of(
                new RestApis(apis, keys, environment),
                new HttpApis(apis, environment),
                new ExecuteApi(apis, keys, environment));
    }
}
