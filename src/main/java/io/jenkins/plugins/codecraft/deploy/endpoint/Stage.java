package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.PendingProductionVariantSummary;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantStatus;

/** How far a change of an endpoint has come, as SageMaker tells it. */
final class Stage {
    private Stage() {}

    /** Such as {@code Updating: 10 % of the traffic on iris-0a1b2c (AllTraffic: Baking)}; "" if there is nothing to tell. */
    static String words(DescribeEndpointResponse now) {
        if (now.endpointStatus() == EndpointStatus.ROLLING_BACK) {
            String why = EndpointBefore.reason(now);
            return Words.of(Stage.class, "rollingback", now.endpointConfigName(), why.isBlank() ? "" : ": " + why);
        }
        if (now.pendingDeploymentSummary() == null || now.endpointStatus() != EndpointStatus.UPDATING) {
            return "";
        }
        List<PendingProductionVariantSummary> variants =
                now.pendingDeploymentSummary().productionVariants();
        List<String> states = variants.stream().map(Stage::state).toList();
        String share = share(variants)
                .map(percent -> Words.of(Stage.class, "traffic", percent))
                .orElse("to ");
        return Words.of(
                Stage.class,
                "updating",
                share,
                now.pendingDeploymentSummary().endpointConfigName(),
                String.join(", ", states));
    }

    private static String state(PendingProductionVariantSummary variant) {
        List<String> words = new ArrayList<>();
        for (ProductionVariantStatus status : variant.variantStatus()) {
            String message = status.statusMessage() == null ? "" : status.statusMessage();
            words.add(status.statusAsString() + (message.isBlank() ? "" : " " + message));
        }
        return variant.variantName() + (words.isEmpty() ? "" : ": " + String.join(" and ", words));
    }

    /** The part that the new fleet has of the weight that it is to have. */
    private static Optional<Long> share(List<PendingProductionVariantSummary> variants) {
        double current = 0;
        double desired = 0;
        for (PendingProductionVariantSummary variant : variants) {
            if (variant.currentWeight() == null || variant.desiredWeight() == null) {
                return Optional.empty();
            }
            current += variant.currentWeight();
            desired += variant.desiredWeight();
        }
        return desired <= 0 ? Optional.empty() : Optional.of(Math.round(100 * current / desired));
    }
}
