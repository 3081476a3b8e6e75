package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.io.Serializable;

/**
 * A production variant: a model on instances of its own, with a share of the traffic.
 *
 * @param weight the share is this weight by the sum of all weights
 */
record VariantSettings(String name, ModelSettings model, String instanceType, int instanceCount, double weight)
        implements Serializable {

    VariantSettings with(ModelSettings other) {
        return new VariantSettings(name, other, instanceType, instanceCount, weight);
    }
}
