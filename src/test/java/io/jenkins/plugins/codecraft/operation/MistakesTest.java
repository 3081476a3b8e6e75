package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MistakesTest {
    private final Mistakes mistakes = new Mistakes("codecraftTrain");

    @Test
    void without_any_nothing_is_refused() {
        mistakes.check("name", "iris", Optional.empty());
        assertThatCode(mistakes::refuse).doesNotThrowAnyException();
    }

    @Test
    void all_are_in_one_message_each_with_parameter_value_and_remedy() {
        mistakes.add("role", null, "Give a role.");
        mistakes.add("instanceCount", 0, "At least 1 instance is needed.");
        assertThatThrownBy(mistakes::refuse)
                .isInstanceOf(OperationFailure.class)
                .hasMessage("codecraftTrain: 2 parameters are wrong; nothing was done in AWS."
                        + "\n  - role is missing. Give a role."
                        + "\n  - instanceCount '0'. At least 1 instance is needed.");
    }

    @Test
    void one_is_told_in_the_singular() {
        mistakes.check("name", "-", Optional.of("Give letters."));
        assertThatThrownBy(mistakes::refuse)
                .hasMessage(
                        "codecraftTrain: a parameter is wrong; nothing was done in AWS.\n  - name '-'. Give letters.");
    }

    @Test
    void a_long_value_is_cut() {
        mistakes.add("name", "x".repeat(10_000), "Give less.");
        assertThatThrownBy(mistakes::refuse).message().hasSizeLessThan(400).contains("x…'");
    }
}
