package io.jenkins.plugins.codecraft.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs, in words. */
class DifferenceTest {
    @Test
    void differences_are_in_the_order_of_their_fields() {
        List<Difference> differences = Difference.between(
                Map.of("memory", "128", "runtime", "python3.12", "alias", "live"),
                Map.of("memory", "256", "runtime", "python3.12", "timeout", "30 s"));
        assertThat(Difference.words(differences))
                .containsExactly("alias: none (was live)", "memory: 128 → 256", "timeout: 30 s (new)");
    }

    @Test
    void long_values_and_lines_are_cut_short() {
        assertThat(new Difference("definition", "", "a\nb".repeat(200)).words().length())
                .isLessThan(250);
    }
}
