package io.jenkins.plugins.codecraft.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.deploy.Variables.Filled;
import io.jenkins.plugins.codecraft.deploy.Variables.Kind;
import io.jenkins.plugins.codecraft.deploy.Variables.Variable;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of definitions: what is filled in, what is left, what is said of wrong ones. */
class VariablesTest {

    private static Filled fill(String text) {
        return Variables.fill(
                text,
                variable -> variable.name().equals("gone") ? Optional.empty() : Optional.of("<" + variable + ">"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${lambda:iris-features}",
                "${lambda:iris-features:live}",
                "${lambda:f:7}",
                "${lambda:f:$LATEST}",
                "${sagemaker:iris}",
                "${stepfunctions:iris-flow}",
                "${region}",
                "${account}",
                "${partition}"
            })
    void a_variable_is_filled_in(String variable) {
        assertThat(fill("\"" + variable + "\"").text()).isEqualTo("\"<" + variable + ">\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.sample[0]",
                "$$.Execution.Id",
                "$",
                "${stageVariables.function}",
                "$input.params('x')",
                "{}",
                "a ${ b",
                "price: $5, $10$"
            })
    void what_aws_reads_itself_is_left(String text) {
        Filled filled = fill(text);
        assertThat(filled.text()).isEqualTo(text);
        assertThat(filled.mistakes()).isEmpty();
    }

    @Test
    void an_exclamation_mark_keeps_a_text_that_looks_like_a_variable() {
        assertThat(fill("${!region} ${!lambda:f}").text()).isEqualTo("${region} ${lambda:f}");
    }

    @Test
    void all_that_is_unknown_is_said_at_once_with_its_line() {
        Filled filled =
                fill("{\n  \"a\": \"${lamda:f}\",\r\n  \"b\": \"${lambda:gone:live}\", \"c\": \"${region:x}\"\n}");
        assertThat(filled.mistakes())
                .extracting(mistake -> mistake.line() + " " + mistake.written())
                .containsExactly("2 ${lamda:f}", "3 ${lambda:gone:live}", "3 ${region:x}");
        Mistakes all = new Mistakes("codecraftDeploy stepFunctions");
        filled.note("definition", "flow.asl.json", all);
        assertThatThrownBy(all::refuse)
                .hasMessageContaining("3 parameters are wrong")
                .hasMessageContaining("definition, flow.asl.json line 2 '${lamda:f}'. There are ${lambda:NAME}")
                .hasMessageContaining(
                        "definition, flow.asl.json line 3 '${lambda:gone:live}'. There is no Lambda function gone:live.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${}", "${lambda}", "${lambda:}", "${lambda:a b}", "${sagemaker:a:b}", "${LAMBDA:f}", "${x}"})
    void what_is_no_variable_of_ours_is_a_mistake_and_stays_as_it_was(String text) {
        Filled filled = fill(text);
        assertThat(filled.text()).isEqualTo(text);
        assertThat(filled.mistakes()).hasSize(1);
    }

    @Test
    void each_variable_is_looked_up_once_and_told_with_its_value() {
        List<Variable> asked = new ArrayList<>();
        Filled filled = Variables.fill("${lambda:f} ${region} ${lambda:f}", variable -> {
            asked.add(variable);
            return Optional.of("$1\\");
        });
        Variable function = new Variable(Kind.LAMBDA, "f", "");
        assertThat(asked).containsExactly(function, new Variable(Kind.REGION, "", ""));
        assertThat(filled.values()).containsEntry(function, "$1\\");
        assertThat(filled.text()).isEqualTo("$1\\ $1\\ $1\\");
    }

    @Property(tries = 200)
    void a_text_without_braces_is_never_changed(@ForAll @CharRange(from = ' ', to = 'z') String text) {
        assertThat(fill(text).text()).isEqualTo(text);
    }
}
