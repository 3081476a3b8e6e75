package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import java.util.Optional;

/** What the parameters of {@code apiGateway} must be when it is deployed. */
final class ApiRules {
    private ApiRules() {}

    static void check(ApiSettings settings, Mistakes mistakes) {
        mistakes.check("name", settings.name(), name(settings.name()));
        mistakes.check("openapi", settings.openapi(), openapi(settings.openapi()));
        mistakes.check("type", settings.type(), type(settings.type()));
        mistakes.check("stage", settings.stage(), stage(settings.stage(), settings.type()));
        stageVariables(settings.stageVariables(), mistakes);
        if (settings.throttling() != null) {
            limits("throttling", settings.throttling(), mistakes);
        }
        if (settings.accessLog() != null) {
            String destination = settings.accessLog().destination();
            mistakes.check("accessLog.destination", destination, destination(destination));
            mistakes.check(
                    "accessLog.format",
                    settings.accessLog().format(),
                    format(settings.accessLog().format()));
        }
        if (settings.usagePlan() != null) {
            usagePlan(settings, mistakes);
        }
    }

    private static void usagePlan(ApiSettings settings, Mistakes mistakes) {
        ApiSettings.PlanSettings plan = settings.usagePlan();
        if (settings.type().equals("HTTP")) {
            mistakes.add("usagePlan", plan.name(), Words.of(ApiRules.class, "httpApisHave"));
        }
        if (plan.limits() != null) {
            limits("usagePlan", plan.limits(), mistakes);
        }
        mistakes.check("usagePlan.quota", plan.quota(), quota(plan.quota()));
        mistakes.check("usagePlan.period", plan.period(), period(plan.period()));
    }

    static Optional<String> name(String name) {
        return name.matches("[A-Za-z0-9][A-Za-z0-9 _.-]{0,127}")
                ? Optional.empty()
                : Optional.of(Words.of(ApiRules.class, "giveLettersDigits"));
    }

    static Optional<String> openapi(String file) {
        return file.isEmpty() ? Optional.of(Words.of(ApiRules.class, "nameOpenapiFile")) : Optional.empty();
    }

    static Optional<String> type(String type) {
        return type.matches("|HTTP|REST") ? Optional.empty() : Optional.of(Words.of(ApiRules.class, "giveHttpRest"));
    }

    static Optional<String> stage(String stage, String type) {
        if (stage.equals(ApiPlan.CHECK_STAGE)) {
            return Optional.of(Words.of(ApiRules.class, "newDeploymentsTried"));
        }
        if (stage.equals("$default")) {
            return type.equals("REST") ? Optional.of(Words.of(ApiRules.class, "onlyHttpApis")) : Optional.empty();
        }
        return stage.matches("[A-Za-z0-9_-]{1,128}")
                ? Optional.empty()
                : Optional.of(Words.of(ApiRules.class, "giveLettersDigitsHyphens"));
    }

    static void stageVariables(Map<String, String> variables, Mistakes mistakes) {
        variables.forEach((name, value) -> {
            if (!name.matches("\\w{1,64}")) {
                mistakes.add("stageVariables", name, Words.of(ApiRules.class, "variablesNameLetters"));
            }
            if (!value.matches("[A-Za-z0-9-._~:/?#&=,]{1,512}")) {
                mistakes.add("stageVariables." + name, value, Words.of(ApiRules.class, "valueLettersDigits"));
            }
        });
    }

    private static void limits(String parameter, ApiSettings.Limits limits, Mistakes mistakes) {
        mistakes.check(parameter + ".rateLimit", limits.rateLimit(), rateLimit(limits.rateLimit()));
        mistakes.check(parameter + ".burstLimit", limits.burstLimit(), burstLimit(limits.burstLimit()));
    }

    static Optional<String> rateLimit(double limit) {
        return limit > 0 && limit <= 1_000_000
                ? Optional.empty()
                : Optional.of(Words.of(ApiRules.class, "giveRequestsSecond"));
    }

    static Optional<String> burstLimit(int limit) {
        return limit > 0 ? Optional.empty() : Optional.of(Words.of(ApiRules.class, "giveHowMany"));
    }

    static Optional<String> destination(String arn) {
        return arn.matches("arn:aws[a-z-]*:logs:[a-z0-9-]+:\\d{12}:log-group:[^:\\s]+(:\\*)?")
                ? Optional.empty()
                : Optional.of(Words.of(ApiRules.class, "giveArnLog"));
    }

    static Optional<String> format(String format) {
        return format.contains("$context.requestId") || format.contains("$context.extendedRequestId")
                ? Optional.empty()
                : Optional.of(Words.of(ApiRules.class, "formatMustContain"));
    }

    static Optional<String> quota(int quota) {
        return quota >= 0 ? Optional.empty() : Optional.of(Words.of(ApiRules.class, "giveRequestsPeriod"));
    }

    static Optional<String> period(String period) {
        return period.matches("DAY|WEEK|MONTH")
                ? Optional.empty()
                : Optional.of(Words.of(ApiRules.class, "giveDayWeek"));
    }
}
