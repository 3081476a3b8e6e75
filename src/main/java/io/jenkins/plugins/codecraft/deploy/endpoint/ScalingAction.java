package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One call of Application Auto Scaling about a variant.
 *
 * @param settings null if auto scaling is to forget the variant
 */
record ScalingAction(Kind kind, String variant, ScalingSettings settings) implements Serializable {
    enum Kind {
        REGISTER,
        POLICY,
        DEREGISTER
    }

    /** What makes auto scaling know a variant, and scale it. */
    static List<ScalingAction> scale(String variant, ScalingSettings settings) {
        return List.of(
                new ScalingAction(Kind.REGISTER, variant, settings), new ScalingAction(Kind.POLICY, variant, settings));
    }

    static ScalingAction forget(String variant) {
        return new ScalingAction(Kind.DEREGISTER, variant, null);
    }

    /** What must happen before the endpoint can be changed. */
    static List<ScalingAction> before(EndpointBefore before) {
        return before.leaving().stream().map(ScalingAction::forget).toList();
    }

    /** What brings auto scaling to what is wanted, once the endpoint is. */
    static List<ScalingAction> toWanted(EndpointPlan plan, EndpointBefore before) {
        ScalingSettings wanted = plan.settings().scaling();
        List<ScalingAction> actions = new ArrayList<>();
        for (VariantSettings variant : plan.settings().variants()) {
            boolean left = before.leaving().contains(variant.name());
            ScalingSettings is = left ? null : ofOurs(before, variant.name());
            if (wanted != null && !wanted.equals(is)) {
                actions.addAll(scale(variant.name(), wanted));
            } else if (wanted == null && is != null) {
                actions.add(forget(variant.name()));
            }
        }
        return actions;
    }

    /** What makes auto scaling forget what {@link #toWanted} made it know. */
    static List<ScalingAction> undone(EndpointPlan plan, EndpointBefore before) {
        if (plan.settings().scaling() == null) {
            return List.of();
        }
        Set<String> known = new HashSet<>();
        before.scaled().forEach(scaled -> known.add(scaled.variant()));
        known.removeAll(before.leaving());
        return plan.settings().variants().stream()
                .map(VariantSettings::name)
                .filter(variant -> !known.contains(variant))
                .map(ScalingAction::forget)
                .toList();
    }

    /** What brings back auto scaling as it was. */
    static List<ScalingAction> restored(EndpointBefore before, boolean all) {
        return before.scaled().stream()
                .filter(ScaledVariant::isOurs)
                .filter(scaled -> all || before.leaving().contains(scaled.variant()))
                .flatMap(scaled -> scale(scaled.variant(), scaled.settings()).stream())
                .toList();
    }

    private static ScalingSettings ofOurs(EndpointBefore before, String variant) {
        return before.scaled().stream()
                .filter(scaled -> scaled.variant().equals(variant) && scaled.isOurs())
                .findFirst()
                .map(ScaledVariant::settings)
                .orElse(null);
    }

    String words() {
        return switch (kind) {
            case REGISTER ->
                Words.of(ScalingAction.class, "autoScalingVariant", variant, settings.min(), settings.max());
            case POLICY ->
                Words.of(
                        ScalingAction.class,
                        "autoScalingVariantInvocations",
                        variant,
                        EndpointFields.number(settings.invocations()));
            case DEREGISTER -> Words.of(ScalingAction.class, "autoScalingVariantNone", variant);
        };
    }
}
