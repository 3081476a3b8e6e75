package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.AwsServiceFactory;
import java.util.List;

/** Plugs SageMaker and its runtime into every embedded AWS. */
public final class SageMakerServices implements AwsServiceFactory {
    @Override
    public List<AwsService> create(AwsEnvironment environment) {
        SageMaker sageMaker = new SageMaker(environment);
        return List.of(sageMaker, sageMaker.runtime());
    }
}
