package io.jenkins.plugins.codecraft.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.operation.OperationFailure;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
    private static final String ANSWER =
            "{\"predictions\": [\"virginica\", \"setosa\"], \"score\": 0.90, \"text\": \"12\", \"ok\": true,"
                    + " \"none\": null, \"a name\": {\"x=y\": 3}, \"list\": [1, 2.0]}";

    private static String unmet(String expect, String answer) {
        return new Expectation(expect).unmet(answer).orElse("");
    }

    @Test
    void nothing_expected_is_met_by_everything() {
        assertThat(unmet("", "anything")).isEmpty();
        assertThat(Expectation.mistake("")).isEmpty();
    }

    @Test
    void a_plain_text_is_contained() {
        assertThat(unmet("setosa", ANSWER)).isEmpty();
        assertThat(unmet("versicolor", "setosa")).isEqualTo("the text 'versicolor' is not contained in 'setosa'");
    }

    @Test
    void a_text_between_slashes_is_an_expression_that_is_found() {
        assertThat(unmet("/0\\.9\\d/", ANSWER)).isEmpty();
        assertThat(unmet("/(?i)SETOSA/", ANSWER)).isEmpty();
        assertThat(unmet("/^setosa$/", "iris setosa"))
                .isEqualTo("the expression /^setosa$/ is not found in 'iris setosa'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.predictions[1] = setosa",
                "$.predictions[-1]=setosa",
                "$.predictions[0] = \"virginica\"",
                "$.predictions[0] != setosa",
                "$.score = 0.9",
                "$.score >= 0.9",
                "$.score < 1",
                "$.text = 12",
                "$.text = \"12\"",
                "$.ok = true",
                "$.none = null",
                "$['a name']['x=y'] = 3",
                "$[\"a name\"] = {\"x=y\": 3}",
                "$.predictions = [\"virginica\", \"setosa\"]"
            })
    void a_value_of_the_answer_is_compared(String expect) {
        assertThat(Expectation.mistake(expect)).isEmpty();
        assertThat(unmet(expect, ANSWER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.predictions[0] = setosa | $.predictions[0] is \"virginica\", not setosa in ",
                "$.score > 0.9 | $.score is 0.9, not > 0.9 in ",
                "$.score = \"0.9\" | $.score is 0.9, not \"0.9\" in ",
                "$.predictions[2] = setosa | there is no $.predictions[2] in ",
                "$.predictions.first = setosa | there is no $.predictions.first in ",
                "$.none = setosa | $.none is null, not setosa in ",
                "$.predictions > 1 | $.predictions is [\"virginica\",\"setosa\"], not > 1 in ",
            })
    void a_value_that_is_another_is_told(String expect, String message) {
        assertThat(unmet(expect, ANSWER)).startsWith(message);
    }

    @Test
    void an_answer_that_is_no_json_has_no_values() {
        assertThat(unmet("$.a = 1", "a=1")).isEqualTo("it is no JSON, so there is no $.a in 'a=1'");
        assertThat(unmet("$ = setosa", "\"setosa\"")).isEmpty();
    }

    @Test
    void a_long_answer_is_quoted_in_part() {
        assertThat(unmet("b", "a".repeat(1000))).hasSizeLessThan(400).endsWith("a…'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/(/ | This is no regular expression: Unclosed group",
                "$.a | After the JSON path comes a comparison",
                "$.a = | After the JSON path comes a comparison",
                "$..a = 1 | After $ comes a JSON path",
                "$.a[x] = 1 | After $ comes a JSON path",
                "$.a > b | What is compared with > is a number",
                "$5.00 | After the JSON path comes a comparison",
            })
    void what_can_not_be_meant_is_a_mistake(String expect, String remedy) {
        assertThat(Expectation.mistake(expect))
                .hasValueSatisfying(said -> assertThat(said).startsWith(remedy));
    }

    @Test
    void an_expression_that_never_ends_ends() {
        assertThatThrownBy(() -> unmet("/(a*)*\\1b/", "a".repeat(60)))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("takes too long");
        assertThatThrownBy(() -> unmet("/(a|b)*c/", "ab".repeat(1_000_000)))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("goes too deep");
    }

    @Test
    void what_is_not_met_ends_the_operation_in_words() {
        assertThatThrownBy(() -> new Expectation("setosa").require("Endpoint iris", "virginica"))
                .isInstanceOf(OperationFailure.class)
                .hasMessage("Endpoint iris answered, but not as expected:"
                        + " the text 'setosa' is not contained in 'virginica'.");
    }

    @Test
    void bytes_that_are_no_text_are_not_what_was_expected() {
        byte[] bytes = {(byte) 0x89, 'P', 'N', 'G'};
        assertThatThrownBy(() -> new Expectation("PNG").require("Endpoint iris", bytes))
                .hasMessageStartingWith("Endpoint iris answered 4 bytes that are no text in UTF-8");
        assertThatCode(() -> new Expectation("").require("Endpoint iris", bytes))
                .doesNotThrowAnyException();
    }

    @Property(tries = 200)
    void any_text_is_contained_in_itself_unless_it_says_something_else(@ForAll String text) {
        if (Expectation.mistake(text).isEmpty() && !text.startsWith("$") && !text.startsWith("/")) {
            assertThat(unmet(text, "before " + text + " after")).isEmpty();
        }
    }

    @Property(tries = 100)
    void numbers_compare_by_what_they_amount_to(@ForAll @IntRange(min = -999, max = 999) int number) {
        assertThat(unmet("$.n = " + number + ".0", "{\"n\": " + number + "}")).isEmpty();
        assertThat(unmet("$.n > " + (number - 1), "{\"n\": " + number + "e0}")).isEmpty();
    }
}
