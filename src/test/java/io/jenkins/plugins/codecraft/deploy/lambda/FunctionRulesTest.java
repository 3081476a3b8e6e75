package io.jenkins.plugins.codecraft.deploy.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of wrong parameters, and what names come of right ones. */
class FunctionRulesTest {
    private static final BuildOrigin ORIGIN = new BuildOrigin("jenkins", "team/iris", "7", 1000, "12");

    private static List<String> said(Consumer<LambdaFunction> change) {
        FunctionDeployments deployment = new FunctionDeployments().with(change);
        Mistakes mistakes = new Mistakes("codecraftDeploy lambdaFunction");
        FunctionRules.check(deployment.settings(), deployment.shared(), mistakes);
        return mistakes.all();
    }

    @Test
    void what_is_right_is_not_refused() {
        assertThat(said(target -> {})).isEmpty();
        assertThat(said(target -> {
                    target.setSource("");
                    target.setRuntime("");
                    target.setHandler("");
                    target.setImage("123456789012.dkr.ecr.eu-central-1.amazonaws.com/features:1");
                }))
                .isEmpty();
    }

    @Test
    void code_is_a_source_or_an_image() {
        assertThat(said(target -> target.setSource("")))
                .anyMatch(text -> text.startsWith("source is missing. Give either source"));
        assertThat(said(target -> target.setImage("123456789012.dkr.ecr.eu-central-1.amazonaws.com/x:1")))
                .anyMatch(text -> text.contains("There is a source as well"))
                .anyMatch(text -> text.contains("An image brings its own runtime"))
                .anyMatch(text -> text.contains("An image brings its own handler"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "16m", "soon"})
    void a_timeout_is_at_most_15_minutes(String timeout) {
        assertThat(said(target -> target.setTimeout(timeout)))
                .singleElement()
                .isEqualTo("timeout '" + timeout + "'. Give 1 second to 15 minutes, such as '30s'.");
    }

    @Test
    void the_environment_has_its_limits_and_its_values_are_not_told() {
        assertThat(said(target -> target.setEnvironment(Map.of("TOKEN", "x".repeat(5000)))))
                .singleElement()
                .asString()
                .contains("5005 bytes")
                .doesNotContain("xxx");
    }

    @Test
    void provisioned_concurrency_is_part_of_what_is_reserved() {
        assertThat(said(target -> {
                    target.setReservedConcurrency(1);
                    target.setProvisionedConcurrency(2);
                }))
                .singleElement()
                .asString()
                .contains("It can't be more than reservedConcurrency, 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(1 minute)", "rate(15 minutes)", "cron(0 3 * * ? *)"})
    void schedules_are_rates_or_crons(String schedule) {
        assertThat(TriggerSettings.Schedule.rule(schedule)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rate(1 minutes)", "rate(0 minutes)", "0 3 * * *", "cron(0 3 * * *)"})
    void other_schedules_are_not_taken(String schedule) {
        assertThat(TriggerSettings.Schedule.rule(schedule)).isPresent();
    }

    @Test
    void triggers_are_named_by_their_content() {
        TriggerNames names = new TriggerNames("aws", "eu-central-1", "123456789012", "iris", "live");
        TriggerSettings hourly = new TriggerSettings.Schedule("rate(1 hour)");
        String name = names.name(hourly);

        assertThat(name).matches("codecraft-iris-[0-9a-f]{12}");
        assertThat(names.isOurs(name)).isTrue();
        assertThat(names.name(new TriggerSettings.Schedule("rate(2 hours)"))).isNotEqualTo(name);
        assertThat(new TriggerNames("aws", "eu-central-1", "123456789012", "iris", "next").name(hourly))
                .isNotEqualTo(name);
        assertThat(names.isOurs("codecraft-iris-features-0123456789ab")).isFalse();
        assertThat(names.isOurs(
                        new TriggerNames("aws", "eu-central-1", "123456789012", "i".repeat(64), "").name(hourly)))
                .isFalse();
    }

    @Test
    void a_version_says_which_build_it_is_from() {
        FunctionDeployments deployment = new FunctionDeployments();
        assertThat(new FunctionPlan(deployment.settings(), deployment.shared(), ORIGIN).versionDescription())
                .isEqualTo("codecraft: team/iris #7");
    }

    @Test
    void an_alias_tells_who_gets_how_much() {
        AliasState three = AliasState.at("3");

        assertThat(three.sharing("4", 10).words()).isEqualTo("version 3, 10 % version 4");
        assertThat(three.sharing("4", 100)).isEqualTo(AliasState.at("4"));
        assertThat(AliasState.at("$LATEST").canShare()).isFalse();
    }
}
