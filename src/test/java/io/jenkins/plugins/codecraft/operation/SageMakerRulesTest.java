package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SageMakerRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "iris", "Iris-2", "a--b", "0"})
    void a_name_has_letters_digits_and_inner_hyphens(String name) {
        assertThat(SageMakerRules.name(name)).isEmpty();
        assertThat(SageMakerRules.endpointName(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a_b", "a b", "ä", "a\n"})
    void a_name_has_nothing_else(String name) {
        assertThat(SageMakerRules.name(name)).isPresent();
        assertThat(SageMakerRules.endpointName(name)).isPresent();
    }

    @Test
    void a_name_leaves_room_for_what_makes_it_unique() {
        assertThat(SageMakerRules.name("a".repeat(50))).isEmpty();
        assertThat(SageMakerRules.name("a".repeat(51))).isPresent();
    }

    @Test
    void an_endpoints_name_has_63_characters_at_most_hyphens_included() {
        assertThat(SageMakerRules.endpointName("a".repeat(63))).isEmpty();
        assertThat(SageMakerRules.endpointName("a".repeat(64))).isPresent();
        assertThat(SageMakerRules.endpointName("a" + "-".repeat(62) + "b")).isPresent();
    }

    @Test
    void a_name_of_any_length_is_judged() {
        assertThat(SageMakerRules.name("ab-".repeat(100_000) + "c")).isPresent();
        assertThat(SageMakerRules.endpointName("ab-".repeat(100_000) + "c")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:role/SageMakerRole",
                "arn:aws-cn:iam::123456789012:role/service-role/My.Role",
                "arn:aws-us-gov:iam::123456789012:role/a@b"
            })
    void a_role_is_the_arn_of_an_iam_role(String role) {
        assertThat(SageMakerRules.role(role)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SageMakerRole",
                "arn:aws:iam::123456789012:user/x",
                "arn:aws:iam::1234:role/x",
                "arn:aws:s3:::b"
            })
    void anything_else_is_no_role(String role) {
        assertThat(SageMakerRules.role(role)).get().asString().contains("arn:aws:iam::123456789012:role/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Bucket", "s3://bucket", "a_b", "-ab", "bucket/prefix"})
    void a_bucket_is_given_by_its_bare_name(String bucket) {
        assertThat(SageMakerRules.bucket(bucket)).isPresent();
        assertThat(SageMakerRules.bucket("corp-data.eu")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m5.large", "ml.m5", "ml.m5.large ", "ML.m5.large"})
    void an_instance_type_begins_with_ml(String type) {
        assertThat(SageMakerRules.instanceType(type)).isPresent();
        assertThat(SageMakerRules.instanceType("ml.m5.2xlarge")).isEmpty();
    }

    @Test
    void a_value_of_the_environment_may_be_a_secret_and_is_not_shown() {
        Mistakes mistakes = new Mistakes("step");
        SageMakerRules.environment(Map.of("TOKEN", "secret".repeat(100), "9", ""), mistakes);
        assertThatThrownBy(mistakes::refuse)
                .hasMessageContaining("environment.TOKEN '600 characters'")
                .hasMessageContaining("environment '9'")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void tags_of_aws_and_our_own_can_not_be_set() {
        Mistakes mistakes = new Mistakes("step");
        SageMakerRules.tags(
                Map.of("aws:x", "", "codecraft:id", "mine", "team", "ml & ops", "ok", "a b:c/d=e+f-g@h"), mistakes);
        assertThatThrownBy(mistakes::refuse)
                .hasMessageContaining("3 parameters")
                .hasMessageContaining("tags 'aws:x'")
                .hasMessageContaining("tags 'codecraft:id'")
                .hasMessageContaining("tags.team 'ml & ops'");
    }

    @Test
    void there_are_as_many_tags_as_leave_room_for_ours() {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < 46; i++) {
            tags.put("tag" + i, "");
        }
        Mistakes mistakes = new Mistakes("step");
        SageMakerRules.tags(tags, mistakes);
        assertThatThrownBy(mistakes::refuse).hasMessageContaining("46 tags");
    }
}
