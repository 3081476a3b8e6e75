package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingException;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;

/**
 * How an endpoint that is there differs from what is wanted.
 *
 * @param sameConfig whether it serves by the wanted configuration, so that only scaling, weights, numbers of instances
 *     or tags differ
 */
record EndpointDifferences(List<Difference> differences, boolean sameConfig, EndpointBefore before) {

    static EndpointDifferences find(
            OperationContext context,
            EndpointPlan plan,
            DescribeEndpointResponse now,
            boolean ours,
            Map<String, String> tags)
            throws IOException, InterruptedException {
        boolean same =
                now.endpointConfigName().equals(plan.configName()) && now.endpointStatus() == EndpointStatus.IN_SERVICE;
        Optional<List<ScaledVariant>> readable = scaled(context, plan, now);
        List<ScaledVariant> scaled = readable.orElse(List.of());
        List<String> counted = readable.isPresent() ? counted(plan, scaled) : List.of();
        List<Difference> differences = new ArrayList<>();
        List<String> leaving = List.of();
        if (same) {
            differences.addAll(Capacities.differences(plan, counted, now));
        } else {
            Map<String, String> is = EndpointFields.read(context.aws().sageMaker(), now.endpointConfigName());
            Map<String, String> wanted = plan.fields();
            differences.addAll(EndpointFields.differences(is, wanted));
            if (now.endpointStatus() != EndpointStatus.IN_SERVICE) {
                differences.add(new Difference("status", now.endpointStatusAsString(), "InService"));
            }
            if (differences.isEmpty()) {
                differences.add(new Difference("configuration", now.endpointConfigName(), plan.configName()));
            }
            leaving = leaving(plan, scaled, is);
            requireSameVariants(plan, now);
        }
        boolean drifted = same && !differences.isEmpty();
        requireNotForeign(plan, scaled, leaving);
        differences.addAll(Difference.between(scaling(plan, scaled), wantedScaling(plan)));
        Map<String, String> missing = missingTags(plan, ours, tags);
        missing.forEach(
                (key, value) -> differences.add(new Difference("tags." + key, tags.getOrDefault(key, ""), value)));
        return new EndpointDifferences(
                List.copyOf(differences),
                same,
                EndpointBefore.of(now, scaled, leaving, counted, drifted, missing, Difference.words(differences)));
    }

    /** What nobody scales, or nobody will any more. */
    private static List<String> counted(EndpointPlan plan, List<ScaledVariant> scaled) {
        if (plan.settings().scaling() != null) {
            return List.of();
        }
        Set<String> foreign = new HashSet<>();
        scaled.stream().filter(variant -> !variant.isOurs()).forEach(variant -> foreign.add(variant.variant()));
        return plan.settings().variants().stream()
                .map(VariantSettings::name)
                .filter(variant -> !foreign.contains(variant))
                .toList();
    }

    /** What auto scaling knows; nothing if that may not be read. */
    private static Optional<List<ScaledVariant>> scaled(
            OperationContext context, EndpointPlan plan, DescribeEndpointResponse now)
            throws IOException, InterruptedException {
        Set<String> variants = new LinkedHashSet<>();
        now.productionVariants().stream()
                .map(ProductionVariantSummary::variantName)
                .forEach(variants::add);
        plan.settings().variants().forEach(variant -> variants.add(variant.name()));
        try {
            return Optional.of(
                    new Scaling(context.aws().applicationAutoScaling(), plan.endpoint()).read(List.copyOf(variants)));
        } catch (ApplicationAutoScalingException error) {
            if (!AwsErrors.isDenied(error) || plan.settings().scaling() != null) {
                throw error;
            }
            // who never scales needs no permissions for it
            context.console()
                    .event(Words.of(
                            EndpointDifferences.class, "whetherAutoScaling", plan.words(), AwsErrors.describe(error)));
            return Optional.empty();
        }
    }

    /** SageMaker takes no change that removes a scaled variant or gives it other instances. */
    private static List<String> leaving(EndpointPlan plan, List<ScaledVariant> scaled, Map<String, String> is) {
        Map<String, String> wanted = new HashMap<>();
        plan.settings().variants().forEach(variant -> wanted.put(variant.name(), variant.instanceType()));
        return scaled.stream()
                .map(ScaledVariant::variant)
                .filter(variant -> !wanted.containsKey(variant)
                        || !wanted.get(variant).equals(EndpointFields.instanceType(is, variant)))
                .toList();
    }

    /** SageMaker moves traffic in stages only between variants of the same names. */
    private static void requireSameVariants(EndpointPlan plan, DescribeEndpointResponse now) {
        Set<String> is = new TreeSet<>();
        now.productionVariants().forEach(variant -> is.add(variant.variantName()));
        Set<String> wanted = new TreeSet<>();
        plan.settings().variants().forEach(variant -> wanted.add(variant.name()));
        if (plan.deployment().isPresent() && !is.equals(wanted)) {
            throw new OperationFailure(Words.of(
                    EndpointDifferences.class,
                    "sagemakerTakesNo",
                    plan.words(),
                    String.join(", ", is),
                    String.join(", ", wanted)));
        }
    }

    private static void requireNotForeign(EndpointPlan plan, List<ScaledVariant> scaled, List<String> leaving) {
        for (ScaledVariant variant : scaled) {
            boolean touched = plan.settings().scaling() != null || leaving.contains(variant.variant());
            if (variant.foreign() && touched && !plan.settings().options().adopt()) {
                throw new OperationFailure(
                        Words.of(EndpointDifferences.class, "variantScaledPolicy", variant.variant(), plan.words()));
            }
        }
    }

    private static Map<String, String> scaling(EndpointPlan plan, List<ScaledVariant> scaled) {
        Map<String, String> fields = new TreeMap<>();
        int variants = plan.settings().variants().size();
        scaled.stream()
                .filter(ScaledVariant::isOurs)
                .forEach(each -> fields.putAll(each.settings().fields(EndpointFields.place(each.variant(), variants))));
        return fields;
    }

    static Map<String, String> wantedScaling(EndpointPlan plan) {
        Map<String, String> fields = new TreeMap<>();
        List<VariantSettings> variants = plan.settings().variants();
        if (plan.settings().scaling() != null) {
            variants.forEach(variant -> fields.putAll(
                    plan.settings().scaling().fields(EndpointFields.place(variant.name(), variants.size()))));
        }
        return fields;
    }

    /** Tags that others gave stay; of ours, those of the build that created it stay. */
    private static Map<String, String> missingTags(EndpointPlan plan, boolean ours, Map<String, String> tags) {
        Map<String, String> missing = new TreeMap<>();
        plan.settings().options().tags().forEach((key, value) -> {
            if (!value.equals(tags.get(key))) {
                missing.put(key, value);
            }
        });
        if (!ours) {
            missing.putAll(plan.origin().tags(plan.endpoint()));
            missing.put(Ownership.ID, plan.endpoint());
        }
        return missing;
    }
}
