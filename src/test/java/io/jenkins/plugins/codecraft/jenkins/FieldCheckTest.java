package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class FieldCheckTest {
    private Permission granted = Item.READ;
    private final Item item = (Item) Proxy.newProxyInstance(
            Item.class.getClassLoader(),
            new Class<?>[] {Item.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "hasPermission" -> arguments[0] == granted;
                case "checkPermission" -> check(arguments[0]);
                default -> null;
            });

    private Object check(Object permission) {
        if (permission != granted) {
            throw new SecurityException("denied");
        }
        return null;
    }

    @Test
    void a_form_says_what_the_build_would_say() {
        FormValidation answer = FieldCheck.of(item, "my role", SageMakerRules::role);

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(answer.getMessage()).isEqualTo(SageMakerRules.role("my role").orElseThrow());
    }

    @Test
    void what_is_right_gets_no_comment() {
        FormValidation answer = FieldCheck.of(item, " iris ", SageMakerRules::name);

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(answer.getMessage()).isNull();
    }

    @Test
    void an_empty_field_that_is_needed_is_explained_but_is_no_mistake_yet() {
        FormValidation answer = FieldCheck.of(item, "", SageMakerRules::role);

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(answer.getMessage()).isEqualTo(SageMakerRules.role("").orElseThrow());
    }

    @Test
    void a_variable_is_left_to_the_build() {
        assertThat(FieldCheck.of(item, "${ROLE}", SageMakerRules::role).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(FieldCheck.of(item, "$ROLE", SageMakerRules::role).kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void the_lines_of_a_text_area_are_held_to_the_rules_of_what_they_say() {
        FormValidation answer = FieldCheck.ofLines(
                item, "MY-VAR=1", found -> SageMakerRules.environment(KeyValues.texts("MY-VAR=1"), found));

        assertThat(answer.getMessage()).contains("MY-VAR", "letters, digits and underscores");
    }

    @Test
    void a_variable_in_a_line_of_a_text_area_is_left_to_the_build() {
        FormValidation answer = FieldCheck.ofLines(
                item, "team=${TEAM}\naws:x=1", found -> SageMakerRules.tags(KeyValues.texts("team=${TEAM}"), found));

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(FieldCheck.ofLines(item, "team=${TEAM}\nowner", found -> {}).getMessage())
                .contains("'owner' has no '='");
    }

    @Test
    void credentials_are_listed_to_who_may_see_the_configuration_or_use_the_items() {
        assertThat(FieldCheck.mayList(item)).isFalse();
        granted = Item.EXTENDED_READ;
        assertThat(FieldCheck.mayList(item)).isTrue();
        granted = CredentialsProvider.USE_ITEM;
        assertThat(FieldCheck.mayList(item)).isTrue();
    }

    @Test
    void credentials_are_tried_by_who_may_use_the_items_even_where_nobody_may_configure() {
        assertThatThrownBy(() -> FieldCheck.requireUse(item)).isInstanceOf(SecurityException.class);
        granted = Item.EXTENDED_READ;
        assertThatThrownBy(() -> FieldCheck.requireUse(item)).isInstanceOf(SecurityException.class);
        granted = CredentialsProvider.USE_ITEM;
        assertThatCode(() -> FieldCheck.requireUse(item)).doesNotThrowAnyException();
        granted = Item.CONFIGURE;
        assertThatCode(() -> FieldCheck.requireUse(item)).doesNotThrowAnyException();
    }

    @Test
    void a_list_keeps_what_was_chosen_even_if_it_offers_it_no_more() {
        assertThat(Choices.logs(item, "${LOGS}"))
                .extracting(choice -> choice.value)
                .containsExactly("all", "tail", "none", "${LOGS}");
        assertThat(Choices.logs(item, "tail")).hasSize(3);
        assertThat(Choices.logs(item, null)).hasSize(3);
    }

    @Test
    void a_number_is_told_from_what_is_none() {
        assertThat(FieldCheck.ofDecimal(item, "high", any -> java.util.Optional.empty()).kind)
                .isEqualTo(FormValidation.Kind.ERROR);
        assertThat(FieldCheck.ofDecimal(item, "0.9", any -> java.util.Optional.empty()).kind)
                .isEqualTo(FormValidation.Kind.OK);
    }
}
