package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentBindingTest {
    @TempDir
    Path workspace;

    @Test
    void a_symbol_is_bound_to_the_only_parameter_of_the_step() throws Exception {
        assertThat(described("endpoint(name: 'iris', count: 2)")).isEqualTo("{count=2, name=iris}");
    }

    @Test
    void a_symbol_with_one_parameter_needs_no_name_for_it() throws Exception {
        assertThat(described("named('iris')")).isEqualTo("named iris");
    }

    @Test
    void a_list_of_symbols_is_bound_to_a_list_of_objects() throws Exception {
        assertThat(described("endpoint(name: 'i', metrics: [metric(name: 'a', min: 0.9), metric(name: 'b')])"))
                .contains("metrics=[a>=0.9, b>=null]");
    }

    @Test
    void the_type_that_is_wanted_chooses_between_the_classes_of_one_symbol() throws Exception {
        assertThat(described("endpoint(name: 'i', metrics: [endpoint(name: 'a', min: 1)])"))
                .isEqualTo("{count=0, metrics=[a>=1.0], name=i}");
    }

    @Test
    void a_map_is_bound_to_a_class_that_is_not_abstract() throws Exception {
        assertThat(described("endpoint(name: 'i', metrics: [[name: 'a', min: 1]])"))
                .contains("metrics=[a>=1.0]");
    }

    @Test
    void a_missing_argument_of_the_constructor_is_null_or_zero() throws Exception {
        assertThat(described("endpoint()")).isEqualTo("{count=0, name=null}");
    }

    @Test
    void numbers_booleans_and_enums_can_be_given_as_strings() throws Exception {
        assertThat(described("endpoint(count: '3', ratio: '0.5', size: '7', spot: 'true', unit: 'HOURS')"))
                .isEqualTo("{count=3, name=null, ratio=0.5, size=7, spot=true, unit=HOURS}");
    }

    @Test
    void a_number_is_widened_to_the_type_that_is_wanted() throws Exception {
        assertThat(described("endpoint(ratio: 1, size: 7)")).contains("ratio=1.0, size=7");
    }

    @Test
    void a_string_with_values_in_it_is_a_string_however_deep_it_is() throws Exception {
        assertThat(described("endpoint(name: \"i${1 + 1}\", settings: [a: [\"${2}\"]], alarms: [\"x${3}\"])"))
                .isEqualTo("{alarms=[x3], count=0, name=i2, settings={a=[2]}}");
    }

    @Test
    void a_list_is_bound_to_an_array() throws Exception {
        assertThat(described("endpoint(zones: ['a', 'b'])")).contains("zones=[a, b]");
    }

    @Test
    void a_map_of_anything_stays_as_it_is() throws Exception {
        assertThat(described("endpoint(settings: [rate: 0.1, epochs: 200, deep: [x: true]])"))
                .contains("settings={deep={x=true}, epochs=200, rate=0.1}");
    }

    @Test
    void named_arguments_of_the_step_itself_are_bound_too() throws Exception {
        assertThat(described("target: named('i'), plan: true")).isEqualTo("named i planned");
    }

    @Test
    void an_unknown_parameter_is_refused_with_the_known_ones() throws Exception {
        assertThat(refused("endpoint(nmae: 'iris')"))
                .contains("Unknown parameter(s) found for class type")
                .contains("DescribeStep$Endpoint': nmae")
                .contains("alarms, count, metrics, name");
    }

    @Test
    void a_value_of_the_wrong_type_is_refused_with_the_name_of_the_parameter() throws Exception {
        assertThat(refused("endpoint(alarms: 5)"))
                .contains("Endpoint.alarms expects java.util.List<java.lang.String>")
                .contains("received class java.lang.Integer");
    }

    @Test
    void text_that_is_not_a_number_is_refused() throws Exception {
        assertThat(refused("endpoint(count: 'two')")).contains("unable to coerce the received value \"two\"");
    }

    @Test
    void a_symbol_of_another_kind_is_refused_with_the_possible_ones() throws Exception {
        assertThat(refused("metric(name: 'a')"))
                .contains("no known implementation of class")
                .contains("is using symbol ‘metric’, possible are [endpoint, named]");
    }

    @Test
    void what_the_constructor_refuses_is_told() throws Exception {
        assertThat(refused("endpoint(count: -1)")).contains("count is -1, but must not be below 0");
    }

    @Test
    void several_arguments_need_names() throws Exception {
        assertThat(refused("named('a'), 5")).contains("Expected named arguments of describe");
    }

    @Test
    void what_is_neither_step_nor_symbol_is_refused_with_what_there_is() throws Exception {
        assertThat(refused("nonsense(a: 1)"))
                .contains("No such DSL method 'nonsense' found among steps")
                .contains("describe")
                .contains("metric");
    }

    private String described(String arguments) throws InterruptedException {
        PipelineRun run = run("echo '=' + describe(" + arguments + ")");
        assertThat(run.await(Duration.ofSeconds(30))).as(run.log()).isEqualTo(Result.SUCCESS);
        return run.lines().stream()
                .filter(line -> line.startsWith("="))
                .findFirst()
                .orElseThrow()
                .substring(1);
    }

    private String refused(String arguments) throws InterruptedException {
        PipelineRun run = run("describe(" + arguments + ")");
        assertThat(run.await(Duration.ofSeconds(30))).as(run.log()).isEqualTo(Result.FAILURE);
        return run.log();
    }

    private PipelineRun run(String script) {
        return PipelineRunner.builder()
                .workspace(workspace)
                .withStep(DescribeStep.DescriptorImpl.class)
                .with(DescribeStep.Endpoint.DescriptorImpl.class)
                .with(DescribeStep.Metric.DescriptorImpl.class)
                .with(DescribeStep.Named.DescriptorImpl.class)
                .script(script)
                .start();
    }
}
