package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.io.Serializable;
import java.util.List;

/** The network that the models' containers reach. */
record VpcSettings(List<String> subnets, List<String> securityGroups) implements Serializable {

    VpcSettings {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }
}
