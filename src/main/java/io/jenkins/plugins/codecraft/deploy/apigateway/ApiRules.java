package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.operation.Mistakes;
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
            mistakes.add("usagePlan", plan.name(), "HTTP APIs have no usage plans; give type: 'REST'.");
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
                : Optional.of("Give 1 to 128 letters, digits, spaces or _.-, such as 'iris'.");
    }

    static Optional<String> openapi(String file) {
        return file.isEmpty()
                ? Optional.of("Name the OpenAPI file of the workspace, such as 'api.yaml'.")
                : Optional.empty();
    }

    static Optional<String> type(String type) {
        return type.matches("|HTTP|REST") ? Optional.empty() : Optional.of("Give 'HTTP' or 'REST', or leave it out.");
    }

    static Optional<String> stage(String stage, String type) {
        if (stage.equals(ApiPlan.CHECK_STAGE)) {
            return Optional.of("New deployments are tried out on a stage of this name; choose another.");
        }
        if (stage.equals("$default")) {
            return type.equals("REST") ? Optional.of("Only HTTP APIs have this stage.") : Optional.empty();
        }
        return stage.matches("[A-Za-z0-9_-]{1,128}")
                ? Optional.empty()
                : Optional.of("Give 1 to 128 letters, digits, hyphens or underscores, such as 'prod', or '$default'.");
    }

    static void stageVariables(Map<String, String> variables, Mistakes mistakes) {
        variables.forEach((name, value) -> {
            if (!name.matches("\\w{1,64}")) {
                mistakes.add("stageVariables", name, "A variable's name has letters, digits and underscores.");
            }
            if (!value.matches("[A-Za-z0-9-._~:/?#&=,]{1,512}")) {
                mistakes.add(
                        "stageVariables." + name,
                        value,
                        "A value has 1 to 512 letters, digits or -._~:/?#&=, and is no secret.");
            }
        });
    }

    private static void limits(String parameter, ApiSettings.Limits limits, Mistakes mistakes) {
        mistakes.check(parameter + ".rateLimit", limits.rateLimit(), rateLimit(limits.rateLimit()));
        mistakes.check(parameter + ".burstLimit", limits.burstLimit(), burstLimit(limits.burstLimit()));
    }

    static Optional<String> rateLimit(double limit) {
        return limit > 0 && limit <= 1_000_000 ? Optional.empty() : Optional.of("Give requests a second, more than 0.");
    }

    static Optional<String> burstLimit(int limit) {
        return limit > 0 ? Optional.empty() : Optional.of("Give how many requests may come at once, 1 or more.");
    }

    static Optional<String> destination(String arn) {
        return arn.matches("arn:aws[a-z-]*:logs:[a-z0-9-]+:\\d{12}:log-group:[^:\\s]+(:\\*)?")
                ? Optional.empty()
                : Optional.of("Give the ARN of a log group, such as"
                        + " 'arn:aws:logs:eu-central-1:123456789012:log-group:/api/iris'.");
    }

    static Optional<String> format(String format) {
        return format.contains("$context.requestId") || format.contains("$context.extendedRequestId")
                ? Optional.empty()
                : Optional.of("A format must contain $context.requestId.");
    }

    static Optional<String> quota(int quota) {
        return quota >= 0 ? Optional.empty() : Optional.of("Give requests in a period, or 0 for no quota.");
    }

    static Optional<String> period(String period) {
        return period.matches("DAY|WEEK|MONTH") ? Optional.empty() : Optional.of("Give 'DAY', 'WEEK' or 'MONTH'.");
    }
}
