package io.jenkins.plugins.codecraft.embedded.states;

import static io.jenkins.plugins.codecraft.embedded.states.StatesLab.FUNCTION;
import static io.jenkins.plugins.codecraft.embedded.states.StatesLab.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The states language, as the interpreter runs it. */
class LanguageTest {
    private static StatesLab lab;

    @BeforeAll
    static void begin() {
        lab = new StatesLab();
        lab.functions().function("double", event -> AwsJson.object()
                .put("twice", event.path("n").asInt() * 2));
        lab.functions().function("angry", event -> {
            throw new FakeFunctions.Thrown("TooAngry", "no");
        });
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    private static JsonNode output(String states, String input) {
        return lab.output(states, input);
    }

    @Test
    void input_and_result_go_through_their_paths() {
        assertThat(output(
                        "'A': {'Type': 'Pass', 'InputPath': '$.in', 'Parameters': {'n.$': '$.n', 'fixed': true},"
                                + " 'ResultPath': '$.put.here', 'OutputPath': '$.put', 'End': true}",
                        "{'in': {'n': 5}, 'rest': 1}"))
                .isEqualTo(json("{'here': {'n': 5, 'fixed': true}}"));
    }

    @Test
    void a_null_result_path_keeps_the_input_and_a_result_replaces_it() {
        assertThat(output("'A': {'Type': 'Pass', 'Result': 1, 'ResultPath': null, 'End': true}", "{'a': 1}"))
                .isEqualTo(json("{'a': 1}"));
        assertThat(output("'A': {'Type': 'Pass', 'Result': [1], 'End': true}", "{'a': 1}"))
                .isEqualTo(json("[1]"));
    }

    @Test
    void the_context_object_tells_execution_machine_and_state() {
        JsonNode output = output(
                "'A': {'Type': 'Pass', 'Parameters': {'name.$': '$$.Execution.Name', 'machine.$': '$$.StateMachine.Name',"
                        + " 'state.$': '$$.State.Name', 'in.$': '$$.Execution.Input.x'}, 'End': true}",
                "{'x': 3}");
        assertThat(output.path("machine").asText()).startsWith("machine-");
        assertThat(output.path("state").asText()).isEqualTo("A");
        assertThat(output.path("in").asInt()).isEqualTo(3);
        assertThat(output.path("name").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "States.Format('{} is {}', $.a, 7) | '1 is 7'",
                "States.Array(1, 'x', $.a) | [1, 'x', 1]",
                "States.ArrayGetItem($.list, 1) | 20",
                "States.ArrayLength($.list) | 3",
                "States.ArrayContains($.list, 20) | true",
                "States.ArrayPartition($.list, 2) | [[10, 20], [10]]",
                "States.ArrayUnique($.list) | [10, 20]",
                "States.ArrayRange(1, 9, 4) | [1, 5, 9]",
                "States.MathAdd($.a, -3) | -2",
                "States.StringToJson('[1, 2]') | [1, 2]",
                "States.JsonToString($.list) | '[10,20,10]'",
                "States.StringSplit('a,b.c', ',.') | ['a', 'b', 'c']",
                "States.Base64Encode('abc') | 'YWJj'",
                "States.Base64Decode('YWJj') | 'abc'",
                "States.Hash('abc', 'SHA-1') | 'a9993e364706816aba3e25717850c26c9cd0d89d'",
                "States.JsonMerge($.one, $.other, false) | {'a': 1, 'b': 2}",
                "States.Format('{}', States.MathAdd(1, 1)) | '2'"
            })
    void intrinsic_functions_are_evaluated(String call, String result) {
        JsonNode output = output(
                "'A': {'Type': 'Pass', 'Parameters': {'r.$': '" + call.replace("'", "\\u0027") + "'}, 'End': true}",
                "{'a': 1, 'list': [10, 20, 10], 'one': {'a': 1}, 'other': {'b': 2}}");
        assertThat(output.path("r")).isEqualTo(json(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Variable': '$.n', 'NumericGreaterThan': 4 | true",
                "'Variable': '$.n', 'NumericLessThanEqualsPath': '$.four' | false",
                "'Variable': '$.s', 'StringMatches': 'ir*-?' | false",
                "'Variable': '$.s', 'StringMatches': 'ir*' | true",
                "'Variable': '$.s', 'StringLessThan': 'j' | true",
                "'Variable': '$.b', 'BooleanEquals': true | true",
                "'Variable': '$.n', 'StringEquals': '5' | false",
                "'Variable': '$.gone', 'IsPresent': false | true",
                "'Variable': '$.nothing', 'IsNull': true | true",
                "'Variable': '$.t', 'TimestampLessThan': '2030-01-01T00:00:00Z' | true",
                "'Variable': '$.t', 'IsTimestamp': true | true",
                "'Not': {'Variable': '$.n', 'NumericEquals': 5} | false",
                "'And': [{'Variable': '$.b', 'BooleanEquals': true}, {'Variable': '$.n', 'NumericEquals': 5}] | true",
                "'Or': [{'Variable': '$.n', 'NumericEquals': 1}, {'Variable': '$.n', 'IsString': true}] | false"
            })
    void a_choice_compares(String rule, boolean holds) {
        JsonNode output = output(
                "'A': {'Type': 'Choice', 'Choices': [{" + rule + ", 'Next': 'Yes'}], 'Default': 'No'},"
                        + " 'Yes': {'Type': 'Pass', 'Result': true, 'End': true},"
                        + " 'No': {'Type': 'Pass', 'Result': false, 'End': true}",
                "{'n': 5, 'four': 4, 's': 'iris', 'b': true, 'nothing': null, 't': '2026-01-01T00:00:00Z'}");
        assertThat(output.asBoolean()).isEqualTo(holds);
    }

    @Test
    void without_a_choice_that_holds_the_execution_fails() {
        DescribeExecutionResponse end = lab.run(
                "'A': {'Type': 'Choice', 'Choices': [{'Variable': '$.n', 'NumericEquals': 1, 'Next': 'B'}]},"
                        + " 'B': {'Type': 'Succeed'}",
                "{'n': 2}");
        assertThat(end.error()).isEqualTo("States.NoChoiceMatched");
    }

    @Test
    void a_task_calls_its_function_and_selects_of_the_result() {
        assertThat(output(
                        "'A': {'Type': 'Task', 'Resource': '" + FUNCTION + "double', 'Parameters': {'n.$': '$.v'},"
                                + " 'ResultSelector': {'got.$': '$.twice'}, 'ResultPath': '$.r', 'End': true}",
                        "{'v': 4}"))
                .isEqualTo(json("{'v': 4, 'r': {'got': 8}}"));
    }

    @Test
    void the_integration_of_lambda_gives_the_payload_with_what_surrounds_it() {
        JsonNode output = output(
                "'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Parameters':"
                        + " {'FunctionName': 'double', 'Qualifier': 'live', 'Payload.$': '$'}, 'End': true}",
                "{'n': 4}");
        assertThat(output.path("Payload")).isEqualTo(json("{'twice': 8}"));
        assertThat(output.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(lab.functions().invoked()).contains("double:live");
    }

    @Test
    void a_task_is_tried_again_with_growing_pauses() {
        AtomicInteger tries = new AtomicInteger();
        lab.functions().function("third", event -> {
            if (tries.incrementAndGet() < 3) {
                throw new FakeFunctions.Thrown("Busy", "later");
            }
            return AwsJson.object().put("tries", tries.get());
        });
        String machine = lab.states("'A': {'Type': 'Task', 'Resource': '" + FUNCTION + "third', 'Retry':"
                + " [{'ErrorEquals': ['Busy'], 'IntervalSeconds': 2, 'BackoffRate': 3}], 'End': true}");
        String execution = lab.start(machine, "{}");
        assertThat(lab.await(execution).output()).isEqualTo("{\"tries\":3}");
        assertThat(lab.events(execution))
                .containsSubsequence(
                        "LambdaFunctionScheduled",
                        "LambdaFunctionStarted",
                        "LambdaFunctionFailed",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionFailed",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionSucceeded",
                        "TaskStateExited");
    }

    @Test
    void what_is_caught_goes_on_elsewhere_with_error_and_cause() {
        JsonNode output = output(
                "'A': {'Type': 'Task', 'Resource': '" + FUNCTION + "angry', 'Catch': [{'ErrorEquals': ['Other'],"
                        + " 'Next': 'B'}, {'ErrorEquals': ['States.ALL'], 'ResultPath': '$.why', 'Next': 'B'}],"
                        + " 'Next': 'B'}, 'B': {'Type': 'Succeed'}",
                "{'x': 1}");
        assertThat(output.path("x").asInt()).isEqualTo(1);
        assertThat(output.path("why").path("Error").asText()).isEqualTo("TooAngry");
        assertThat(json(output.path("why").path("Cause").asText())
                        .path("errorMessage")
                        .asText())
                .isEqualTo("no");
    }

    @Test
    void a_function_that_is_not_there_fails_the_task() {
        DescribeExecutionResponse end =
                lab.run("'A': {'Type': 'Task', 'Resource': '" + FUNCTION + "nobody', 'End': true}", "{}");
        assertThat(end.error()).isEqualTo("Lambda.ResourceNotFoundException");
    }

    @Test
    void branches_run_side_by_side_and_their_outputs_are_a_list() {
        assertThat(output(
                        "'A': {'Type': 'Parallel', 'Branches': [{'StartAt': 'B', 'States': {'B': {'Type': 'Pass',"
                                + " 'Result': 1, 'End': true}}}, {'StartAt': 'C', 'States': {'C': {'Type': 'Pass',"
                                + " 'End': true}}}], 'End': true}",
                        "{'x': 1}"))
                .isEqualTo(json("[1, {'x': 1}]"));
    }

    @Test
    void a_branch_that_fails_ends_the_others() {
        String machine = lab.states("'A': {'Type': 'Parallel', 'Branches': ["
                + "{'StartAt': 'B', 'States': {'B': {'Type': 'Wait', 'Seconds': 80000, 'End': true}}},"
                + "{'StartAt': 'C', 'States': {'C': {'Type': 'Fail', 'Error': 'E', 'Cause': 'because'}}}],"
                + " 'Catch': [{'ErrorEquals': ['E'], 'Next': 'Z'}], 'Next': 'Z'}, 'Z': {'Type': 'Succeed'}");
        String execution = lab.start(machine, "{}");
        assertThat(lab.await(execution).output()).isEqualTo("{\"Error\":\"E\",\"Cause\":\"because\"}");
        assertThat(lab.events(execution)).contains("ParallelStateFailed").doesNotContain("WaitStateExited");
    }

    @Test
    void a_map_runs_its_states_for_each_item_in_order() {
        assertThat(output(
                        "'A': {'Type': 'Map', 'ItemsPath': '$.items', 'MaxConcurrency': 2, 'ItemSelector':"
                                + " {'n.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'all.$': '$.of'},"
                                + " 'ItemProcessor': {'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'End': true}}},"
                                + " 'End': true}",
                        "{'items': [7, 8, 9], 'of': 3}"))
                .isEqualTo(
                        json("[{'n': 7, 'i': 0, 'all': 3}, {'n': 8, 'i': 1, 'all': 3}, {'n': 9, 'i': 2, 'all': 3}]"));
    }

    @Test
    void waits_last_as_long_as_they_say() {
        assertThat(output(
                        "'A': {'Type': 'Wait', 'SecondsPath': '$.s', 'Next': 'B'}, 'B': {'Type': 'Wait',"
                                + " 'TimestampPath': '$.t', 'End': true}",
                        "{'s': 30, 't': '2020-01-01T00:00:00Z'}"))
                .isEqualTo(json("{'s': 30, 't': '2020-01-01T00:00:00Z'}"));
    }

    @Test
    void a_failure_takes_error_and_cause_from_paths() {
        DescribeExecutionResponse end = lab.run(
                "'A': {'Type': 'Fail', 'ErrorPath': '$.e', 'CausePath': 'States.Format(\\u0027bad {}\\u0027, $.c)'}",
                "{'e': 'Mine', 'c': 'luck'}");
        assertThat(end.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(end.error()).isEqualTo("Mine");
        assertThat(end.cause()).isEqualTo("bad luck");
    }

    @Test
    void a_path_that_leads_nowhere_fails_and_says_in_which_state() {
        DescribeExecutionResponse end =
                lab.run("'A': {'Type': 'Pass', 'Parameters': {'x.$': '$.gone'}, 'End': true}", "{}");
        assertThat(end.error()).isEqualTo("States.ParameterPathFailure");
        assertThat(end.cause())
                .startsWith("An error occurred while executing the state 'A' (entered at the event id #2).")
                .contains("$.gone");
    }

    @Test
    void a_machine_that_runs_too_long_times_out() {
        String machine = lab.machine(
                "{'StartAt': 'A', 'TimeoutSeconds': 60, 'States': {'A': {'Type': 'Wait', 'Seconds': 86000, 'End': true}}}");
        assertThat(lab.await(lab.start(machine, "{}")).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    }
}
