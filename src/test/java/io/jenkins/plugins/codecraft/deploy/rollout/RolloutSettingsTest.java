package io.jenkins.plugins.codecraft.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings.Kind;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings.Step;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which steps traffic moves, and what is said of rollouts that are wrong. */
class RolloutSettingsTest {
    private static final Duration MINUTES = Duration.ofMinutes(5);

    private static List<String> said(RolloutSettings settings, Set<Kind> known) {
        Mistakes mistakes = new Mistakes("codecraftDeploy");
        settings.check(mistakes, known);
        return mistakes.all();
    }

    private static List<String> said(RolloutSettings settings) {
        return said(settings, EnumSet.allOf(Kind.class));
    }

    @Test
    void a_canary_has_one_step_before_all_the_rest() {
        assertThat(new RolloutSettings(Kind.CANARY, 10, "5m", List.of()).steps())
                .containsExactly(new Step(10, MINUTES));
    }

    @Test
    void a_linear_rollout_has_a_step_for_each_share_below_the_whole() {
        assertThat(new RolloutSettings(Kind.LINEAR, 40, "5m", List.of()).steps())
                .containsExactly(new Step(40, MINUTES), new Step(80, MINUTES));
    }

    @Test
    void all_at_once_has_a_step_only_if_it_is_watched() {
        assertThat(RolloutSettings.allAtOnce().steps()).isEmpty();
        assertThat(new RolloutSettings(Kind.ALL_AT_ONCE, 100, "5m", List.of()).steps())
                .containsExactly(new Step(100, MINUTES));
    }

    @Test
    void a_form_or_a_pipeline_that_says_nothing_gets_usual_times() {
        assertThat(new Canary(10).settings()).isEqualTo(new RolloutSettings(Kind.CANARY, 10, "5m", List.of()));
        assertThat(new AllAtOnce().settings()).isEqualTo(RolloutSettings.allAtOnce());
        assertThat(new Linear(null).settings().percent()).isZero();
    }

    @Test
    void what_is_wrong_is_named_as_it_was_written() {
        assertThat(said(new RolloutSettings(Kind.CANARY, 100, "2h", List.of(" "))))
                .hasSize(3)
                .anyMatch(text -> text.startsWith("rollout.percent '100'."))
                .anyMatch(text -> text.startsWith("rollout.bake '2h'."))
                .anyMatch(text -> text.startsWith("rollout.alarms ' '."));
        assertThat(said(new RolloutSettings(Kind.LINEAR, 20, "soon", List.of())))
                .singleElement()
                .asString()
                .startsWith("rollout.every 'soon'.");
    }

    @Test
    void a_target_may_know_fewer_ways() {
        assertThat(said(new RolloutSettings(Kind.ROLLING, 20, "5m", List.of()), EnumSet.of(Kind.CANARY, Kind.LINEAR)))
                .containsExactly("rollout 'rolling'. This target knows canary, linear.");
    }
}
