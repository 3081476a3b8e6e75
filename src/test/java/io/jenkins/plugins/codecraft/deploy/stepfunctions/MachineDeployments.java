package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deployments of state machines for tests: right in every parameter until a test changes one. */
public final class MachineDeployments {
    String name = "flow";
    String definition = "flow-a.json";
    String role = "arn:aws:iam::123456789012:role/FlowRole";
    String type = "STANDARD";
    String alias = "live";
    LoggingSettings logging = LoggingSettings.off();
    String kmsKey = "";
    RolloutSettings rollout = RolloutSettings.allAtOnce();
    int keep = 3;
    boolean adopt;
    final Map<String, String> tags = new TreeMap<>();
    CheckSettings check;

    public MachineDeployments definition(String file) {
        definition = file;
        return this;
    }

    /** All executions at once, and then watched. */
    public MachineDeployments watched(String bake) {
        rollout = new RolloutSettings(RolloutSettings.Kind.ALL_AT_ONCE, 100, bake, List.of());
        return this;
    }

    public MachineDeployments withoutAlias() {
        alias = "";
        return this;
    }

    public MachineDeployments express() {
        type = "EXPRESS";
        return this;
    }

    /** Definition and data. */
    public MachineDeployments encryptedWith(String key) {
        kmsKey = key;
        return this;
    }

    public MachineDeployments tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public MachineDeployments canary(String bake, String... alarms) {
        rollout = new RolloutSettings(RolloutSettings.Kind.CANARY, 10, bake, List.of(alarms));
        return this;
    }

    public MachineDeployments checked(String expect) {
        check = new CheckSettings("{}", "", "", expect, "", "", "");
        return this;
    }

    public MachineDeployments keeping(int versions) {
        keep = versions;
        return this;
    }

    public MachineDeployments adopting() {
        adopt = true;
        return this;
    }

    MachineSettings settings() {
        return new MachineSettings(
                name,
                definition,
                role,
                type,
                alias,
                logging,
                false,
                kmsKey,
                rollout,
                new DeployOptions(false, adopt, keep, tags, check));
    }

    /** The deployment at its beginning. */
    public Operation operation(BuildOrigin origin) {
        return new CheckMachine(settings(), origin);
    }
}
