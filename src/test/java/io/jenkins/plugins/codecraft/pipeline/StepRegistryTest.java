package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.deploy.DeployTarget;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.train.TrainStep;
import org.junit.jupiter.api.Test;

class StepRegistryTest {
    private final StepRegistry registry = StepRegistry.ofIndex(StepRegistryTest.class.getClassLoader());

    @Test
    void the_steps_of_the_plugin_are_found_in_its_index() {
        assertThat(registry.stepNames()).contains("codecraftTrain", "codecraftDeploy", "codecraftInvoke");
        assertThat(registry.step("codecraftTrain").map(StepRegistry::describable))
                .contains(TrainStep.class);
    }

    @Test
    void a_symbol_of_two_targets_is_resolved_by_what_the_step_takes() {
        assertThat(registry.resolve(DeployTarget.class, "sagemakerEndpoint")).isAssignableTo(DeployTarget.class);
        assertThat(registry.resolve(InvokeTarget.class, "sagemakerEndpoint")).isAssignableTo(InvokeTarget.class);
    }
}
