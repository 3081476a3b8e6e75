package io.jenkins.plugins.codecraft.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationContext.Wake;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a step of a rollout is watched when nothing goes off. */
class BakingTest {

    private record Woken(Wake wake) implements OperationContext {
        @Override
        public AwsSession aws() {
            throw new AssertionError("without alarms nothing is asked");
        }

        @Override
        public Agent agent() {
            throw new AssertionError("no agent is needed");
        }

        @Override
        public Console console() {
            throw new AssertionError("nothing is told");
        }

        @Override
        public boolean restored() {
            return wake == Wake.STARTED;
        }
    }

    private static Baking.Goes goes(Baking baking, Wake wake) throws IOException, InterruptedException {
        return (Baking.Goes) baking.look(new Woken(wake));
    }

    @Test
    void it_is_over_after_as_many_pauses_as_its_time_has() throws Exception {
        Baking.Goes first = goes(Baking.of(List.of(), Duration.ofSeconds(70)), Wake.STARTED);
        assertThat(first.pause()).isEqualTo(Duration.ofSeconds(30));
        Baking.Goes second = goes(first.on(), Wake.TIME);
        Baking.Goes third = goes(second.on(), Wake.TIME);
        assertThat(third.pause()).isEqualTo(Duration.ofSeconds(10));
        assertThat(third.on().look(new Woken(Wake.TIME))).isEqualTo(new Baking.Over());
    }

    @Test
    void a_pause_that_a_restart_cut_short_does_not_count() throws Exception {
        Baking.Goes first = goes(Baking.of(List.of(), Duration.ofSeconds(30)), Wake.STARTED);
        Baking.Goes again = goes(first.on(), Wake.STARTED);
        assertThat(again).isEqualTo(first);
        assertThat(again.on().look(new Woken(Wake.TIME))).isEqualTo(new Baking.Over());
    }

    @Test
    void no_time_is_over_at_once() throws Exception {
        assertThat(Baking.of(List.of(), Duration.ZERO).look(new Woken(Wake.STARTED)))
                .isEqualTo(new Baking.Over());
    }
}
