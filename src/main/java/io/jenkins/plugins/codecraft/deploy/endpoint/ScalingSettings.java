package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Each variant gets as many instances as its invocations need (target tracking).
 *
 * @param invocations a minute that an instance is to have on average
 * @param scaleInCooldown seconds after which instances may go again
 * @param scaleOutCooldown seconds after which more may come
 */
record ScalingSettings(int min, int max, double invocations, int scaleInCooldown, int scaleOutCooldown)
        implements Serializable {

    /** For people to read. */
    Map<String, String> fields(String prefix) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(prefix + "scaling.min", Integer.toString(min));
        fields.put(prefix + "scaling.max", Integer.toString(max));
        fields.put(prefix + "scaling.invocations", EndpointFields.number(invocations));
        fields.put(prefix + "scaling.scaleInCooldown", scaleInCooldown + " s");
        fields.put(prefix + "scaling.scaleOutCooldown", scaleOutCooldown + " s");
        return fields;
    }
}
