package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpansionTest {
    private final EnvVars env = new EnvVars() {
        private static final long serialVersionUID = 1L;

        @Override
        public String expand(String text) {
            return text.replace("${TEAM}", "fraud");
        }
    };

    @Test
    void texts_are_expanded_wherever_they_are() {
        Map<String, Object> step = Map.of(
                "name", "iris-${TEAM}",
                "tags", Map.of("team", "${TEAM}"),
                "channels", List.of(Map.of("source", "s3://data/${TEAM}/")));

        assertThat(Expansion.map(step, env))
                .containsEntry("name", "iris-fraud")
                .containsEntry("tags", Map.of("team", "fraud"))
                .containsEntry("channels", List.of(Map.of("source", "s3://data/fraud/")));
    }

    @Test
    void what_is_no_text_stays_as_it_is() {
        assertThat(Expansion.map(Map.of("hyperparameters", Map.of("epochs", 200)), env))
                .containsEntry("hyperparameters", Map.of("epochs", 200));
    }
}
