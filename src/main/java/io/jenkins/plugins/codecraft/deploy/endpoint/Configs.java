package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointConfigSortKey;
import software.amazon.awssdk.services.sagemaker.model.EndpointConfigSummary;
import software.amazon.awssdk.services.sagemaker.model.OrderKey;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;

/** Endpoint configurations as SageMaker lists them. */
final class Configs {
    private static final int PAGE = 100;

    private Configs() {}

    /** The models of an endpoint configuration; none if it is gone. */
    static List<String> models(SageMakerClient client, String configName) {
        return EndpointFields.find(
                        () -> client.describeEndpointConfig(request -> request.endpointConfigName(configName)))
                .map(Configs::models)
                .orElse(List.of());
    }

    private static List<String> models(DescribeEndpointConfigResponse config) {
        return Stream.concat(config.productionVariants().stream(), config.shadowProductionVariants().stream())
                .map(ProductionVariant::modelName)
                .toList();
    }

    /** Those that have names as the plan's endpoint gives them, the newest first. */
    static List<String> of(SageMakerClient client, EndpointPlan plan) {
        Pattern name = Pattern.compile(Pattern.quote(plan.prefix()) + "[0-9a-f]{12}");
        List<String> names = new ArrayList<>();
        client
                .listEndpointConfigsPaginator(request -> request.nameContains(plan.prefix())
                        .sortBy(EndpointConfigSortKey.CREATION_TIME)
                        .sortOrder(OrderKey.DESCENDING)
                        .maxResults(PAGE))
                .endpointConfigs()
                .stream()
                .map(EndpointConfigSummary::endpointConfigName)
                .filter(found -> name.matcher(found).matches())
                .forEach(names::add);
        return names;
    }
}
