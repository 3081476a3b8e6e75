package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.deploy.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DesiredWeightAndCapacity;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;

/**
 * Weights and numbers of instances of an endpoint's variants. {@code UpdateEndpointWeightsAndCapacities} changes them
 * without another endpoint configuration, so they may differ from it.
 */
final class Capacities {
    private Capacities() {}

    /**
     * What somebody has changed.
     *
     * @param counted the variants whose number of instances is not auto scaling's to say
     */
    static List<Difference> differences(EndpointPlan plan, List<String> counted, DescribeEndpointResponse now) {
        Map<String, String> is = new TreeMap<>();
        Map<String, String> wanted = new TreeMap<>();
        List<VariantSettings> variants = plan.settings().variants();
        for (VariantSettings variant : variants) {
            String place = EndpointFields.place(variant.name(), variants.size());
            for (ProductionVariantSummary there : of(variant, now)) {
                if (hasOtherWeight(variant, there)) {
                    is.put(place + "weight", EndpointFields.number(there.desiredWeight()));
                    wanted.put(place + "weight", EndpointFields.number(variant.weight()));
                }
                if (hasOtherCount(variant, counted, there)) {
                    is.put(place + "instanceCount", Integer.toString(there.desiredInstanceCount()));
                    wanted.put(place + "instanceCount", Integer.toString(variant.instanceCount()));
                }
            }
        }
        return Difference.between(is, wanted);
    }

    /** What one call can bring back of it: the weights of all variants, or the instances of one. */
    static List<DesiredWeightAndCapacity> next(EndpointPlan plan, List<String> counted, DescribeEndpointResponse now) {
        List<DesiredWeightAndCapacity> weights = new ArrayList<>();
        List<DesiredWeightAndCapacity> counts = new ArrayList<>();
        for (VariantSettings variant : plan.settings().variants()) {
            for (ProductionVariantSummary there : of(variant, now)) {
                DesiredWeightAndCapacity.Builder desired =
                        DesiredWeightAndCapacity.builder().variantName(variant.name());
                if (hasOtherWeight(variant, there)) {
                    weights.add(desired.desiredWeight((float) variant.weight()).build());
                } else if (hasOtherCount(variant, counted, there)) {
                    counts.add(desired.desiredInstanceCount(variant.instanceCount())
                            .build());
                }
            }
        }
        return weights.isEmpty() && !counts.isEmpty() ? List.of(counts.get(0)) : weights;
    }

    private static List<ProductionVariantSummary> of(VariantSettings variant, DescribeEndpointResponse now) {
        return now.productionVariants().stream()
                .filter(there -> variant.name().equals(there.variantName()))
                .toList();
    }

    private static boolean hasOtherWeight(VariantSettings variant, ProductionVariantSummary there) {
        return there.desiredWeight() != null && there.desiredWeight() != (float) variant.weight();
    }

    private static boolean hasOtherCount(
            VariantSettings variant, List<String> counted, ProductionVariantSummary there) {
        return counted.contains(variant.name())
                && there.desiredInstanceCount() != null
                && there.desiredInstanceCount() != variant.instanceCount();
    }
}
