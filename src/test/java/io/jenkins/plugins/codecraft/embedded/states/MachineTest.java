package io.jenkins.plugins.codecraft.embedded.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ConflictException;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.MissingRequiredParameterException;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineVersionListItem;
import software.amazon.awssdk.services.sfn.model.Tag;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionDiagnostic;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;
import software.amazon.awssdk.services.sfn.model.ValidationException;

/** State machines, their versions and aliases, by the SDK. */
class MachineTest {
    private static final String ONE = definition(1);
    private static final String TWO = definition(2);

    private static StatesLab lab;
    private static SfnClient client;

    @BeforeAll
    static void begin() {
        lab = new StatesLab();
        client = lab.client();
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    private static String definition(int result) {
        return "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Result\": " + result
                + ", \"End\": true}}}";
    }

    private static CreateStateMachineResponse create(String name, String definition) {
        return client.createStateMachine(
                request -> request.name(name).definition(definition).roleArn(StatesLab.ROLE));
    }

    private static UpdateStateMachineResponse update(String arn, String definition) {
        return client.updateStateMachine(request -> request.stateMachineArn(arn).definition(definition));
    }

    private static String publish(String arn) {
        return client.publishStateMachineVersion(request -> request.stateMachineArn(arn))
                .stateMachineVersionArn();
    }

    private static RoutingConfigurationListItem route(String version, int weight) {
        return RoutingConfigurationListItem.builder()
                .stateMachineVersionArn(version)
                .weight(weight)
                .build();
    }

    @Test
    void a_machine_is_created_once() {
        String arn = create("once", ONE).stateMachineArn();
        assertThat(arn).isEqualTo(StatesLab.MACHINE + "once");
        assertThat(create("once", ONE).stateMachineArn()).isEqualTo(arn);
        assertThatThrownBy(() -> create("once", TWO)).isInstanceOf(StateMachineAlreadyExistsException.class);
        DescribeStateMachineResponse described = client.describeStateMachine(request -> request.stateMachineArn(arn));
        assertThat(described.definition()).isEqualTo(ONE);
        assertThat(described.typeAsString()).isEqualTo("STANDARD");
        assertThat(described.revisionId()).isNull();
    }

    @Test
    void what_is_wrong_is_refused_with_its_code() {
        assertThatThrownBy(() -> create("a b", ONE)).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> create("wrong", "{}"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("SCHEMA_VALIDATION_FAILED");
        assertThatThrownBy(() -> client.createStateMachine(request ->
                        request.name("role").definition(ONE).roleArn("arn:aws:iam::123456789012:role/SageMakerRole")))
                .isInstanceOf(SfnException.class)
                .hasMessageContaining("states.amazonaws.com");
        assertThatThrownBy(() -> update(StatesLab.MACHINE + "nobody", ONE))
                .isInstanceOf(StateMachineDoesNotExistException.class);
        String arn = create("nothing-to-update", ONE).stateMachineArn();
        assertThatThrownBy(() -> client.updateStateMachine(request -> request.stateMachineArn(arn)))
                .isInstanceOf(MissingRequiredParameterException.class);
        assertThatThrownBy(() -> client.createStateMachine(request -> request.name("described")
                        .definition(ONE)
                        .roleArn(StatesLab.ROLE)
                        .versionDescription("x")))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void what_was_just_made_or_changed_can_be_shown_a_moment_later() {
        StepFunctions states = lab.aws().service(StepFunctions.class);
        states.lag(1);
        try {
            String arn = create("late", ONE).stateMachineArn();
            assertThatThrownBy(() -> client.describeStateMachine(request -> request.stateMachineArn(arn)))
                    .isInstanceOf(StateMachineDoesNotExistException.class);
            update(arn, TWO);
            assertThat(client.describeStateMachine(request -> request.stateMachineArn(arn))
                            .definition())
                    .isEqualTo(ONE);
            assertThat(client.describeStateMachine(request -> request.stateMachineArn(arn))
                            .definition())
                    .isEqualTo(TWO);
        } finally {
            states.lag(0);
        }
    }

    @Test
    void an_update_makes_a_revision_and_publishing_it_again_makes_no_second_version() {
        String arn = create("versions", ONE).stateMachineArn();
        assertThat(publish(arn)).isEqualTo(arn + ":1").isEqualTo(publish(arn));
        String revision = update(arn, TWO).revisionId();
        assertThat(update(arn, TWO).revisionId()).isEqualTo(revision);
        assertThatThrownBy(() -> client.publishStateMachineVersion(
                        request -> request.stateMachineArn(arn).revisionId("other")))
                .isInstanceOf(ConflictException.class);
        client.publishStateMachineVersion(
                request -> request.stateMachineArn(arn).revisionId(revision).description("second"));
        assertThat(client.listStateMachineVersions(request -> request.stateMachineArn(arn))
                        .stateMachineVersions())
                .extracting(StateMachineVersionListItem::stateMachineVersionArn)
                .containsExactly(arn + ":2", arn + ":1");
        DescribeStateMachineResponse second =
                client.describeStateMachine(request -> request.stateMachineArn(arn + ":2"));
        assertThat(second.description()).isEqualTo("second");
        assertThat(client.describeStateMachine(request -> request.stateMachineArn(arn + ":1"))
                        .definition())
                .isEqualTo(ONE);
    }

    @Test
    void an_alias_sends_executions_to_versions_by_their_weights() {
        String arn = create("alias", ONE).stateMachineArn();
        String first = publish(arn);
        update(arn, TWO);
        String second = publish(arn);
        String alias = client.createStateMachineAlias(
                        request -> request.name("live").routingConfiguration(route(first, 100)))
                .stateMachineAliasArn();
        assertThat(alias).isEqualTo(arn + ":live");
        client.updateStateMachineAlias(request ->
                request.stateMachineAliasArn(alias).routingConfiguration(route(second, 25), route(first, 75)));
        List<String> versions = IntStream.range(0, 20)
                .mapToObj(i -> lab.describe(lab.start(alias, "{}")).stateMachineVersionArn())
                .toList();
        assertThat(versions).filteredOn(second::equals).hasSizeBetween(4, 6);
        assertThatThrownBy(() -> client.deleteStateMachineVersion(request -> request.stateMachineVersionArn(first)))
                .isInstanceOf(ConflictException.class);
        client.updateStateMachineAlias(
                request -> request.stateMachineAliasArn(alias).routingConfiguration(route(second, 100)));
        client.deleteStateMachineVersion(request -> request.stateMachineVersionArn(first));
        DescribeStateMachineAliasResponse described =
                client.describeStateMachineAlias(request -> request.stateMachineAliasArn(alias));
        assertThat(described.routingConfiguration()).containsExactly(route(second, 100));
    }

    @Test
    void an_alias_is_created_once_and_its_weights_sum_up() {
        String arn = create("alias-once", ONE).stateMachineArn();
        String first = publish(arn);
        client.createStateMachineAlias(request -> request.name("live").routingConfiguration(route(first, 100)));
        client.createStateMachineAlias(request -> request.name("live").routingConfiguration(route(first, 100)));
        assertThatThrownBy(() -> client.createStateMachineAlias(
                        request -> request.name("live").description("x").routingConfiguration(route(first, 100))))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> client.createStateMachineAlias(
                        request -> request.name("half").routingConfiguration(route(first, 50))))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void a_deleted_machine_is_gone_with_its_tags() {
        String arn = client.createStateMachine(request -> request.name("deleted")
                        .definition(ONE)
                        .roleArn(StatesLab.ROLE)
                        .tags(Tag.builder().key("a").value("b").build()))
                .stateMachineArn();
        assertThat(client.listTagsForResource(request -> request.resourceArn(arn))
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("a=b");
        client.deleteStateMachine(request -> request.stateMachineArn(arn));
        assertThatThrownBy(() -> client.describeStateMachine(request -> request.stateMachineArn(arn)))
                .isInstanceOf(StateMachineDoesNotExistException.class);
    }

    private static ValidateStateMachineDefinitionResponse validate(String definition) {
        return client.validateStateMachineDefinition(
                request -> request.definition(definition.replace('\'', '"')).severity("WARNING"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'StartAt': 'B', 'States': {'A': {'Type': 'Succeed'}}} | MISSING_TRANSITION_TARGET | /StartAt",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Next': 'C'}}} | MISSING_TRANSITION_TARGET | /States/A/Next",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}, 'B': {'Type': 'Succeed'}}} | MISSING_TRANSITION_TARGET | /States/B",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Pas', 'End': true}}} | SCHEMA_VALIDATION_FAILED | /States/A/Type",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'End': true, 'Resorce': 1}}} | SCHEMA_VALIDATION_FAILED | /States/A/Resorce",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass'}}} | SCHEMA_VALIDATION_FAILED | /States/A",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'Resource': 'x', 'End': true}}} | SCHEMA_VALIDATION_FAILED | /States/A/Resource",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Parameters': {'x.$': 'x'}, 'End': true}}} | SCHEMA_VALIDATION_FAILED | /States/A/Parameters/x.$",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Parameters': {'x': '$.x'}, 'End': true}}} | NO_DOLLAR | /States/A/Parameters/x",
                "{'StartAt': 'A', 'QueryLanguage': 'JSONata', 'States': {'A': {'Type': 'Succeed'}}} | SCHEMA_VALIDATION_FAILED | /QueryLanguage",
                "{'StartAt': 'A', 'States': {'A': {'Type': 'Wait', 'End': true}}} | SCHEMA_VALIDATION_FAILED | /States/A",
                "{'StartAt': | INVALID_JSON_DESCRIPTION | ^^"
            })
    void a_definition_is_checked_with_the_place_of_what_is_wrong(String definition, String code, String location) {
        assertThat(validate(definition).diagnostics())
                .extracting(
                        ValidateStateMachineDefinitionDiagnostic::code,
                        ValidateStateMachineDefinitionDiagnostic::location)
                .contains(tuple(code, location));
    }

    @Test
    void a_definition_that_is_right_is_ok() {
        assertThat(validate(ONE).resultAsString()).isEqualTo("OK");
        assertThat(validate(ONE).diagnostics()).isEmpty();
    }
}
