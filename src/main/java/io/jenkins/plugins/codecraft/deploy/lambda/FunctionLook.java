package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * A function as it is.
 *
 * @param latest as it would be published now
 * @param alias where the alias is, if the plan has one
 * @param version that the alias has, or without an alias the newest; nothing if there is none
 * @param provisioned the provisioned concurrency of that version, 0 if it has none; of a version that somebody else
 *     published it is not asked unless some is wanted
 */
record FunctionLook(
        GetFunctionResponse latest, AliasState alias, Optional<FunctionConfiguration> version, int provisioned) {

    static FunctionLook at(GetFunctionResponse latest, FunctionPlan plan, Functions functions) {
        AliasState alias = plan.settings().hasAlias()
                ? functions
                        .alias(plan.name(), plan.settings().alias())
                        .map(AliasState::of)
                        .orElseGet(AliasState::none)
                : AliasState.none();
        Optional<FunctionConfiguration> version = plan.settings().hasAlias()
                ? Optional.of(alias)
                        .filter(AliasState::exists)
                        .flatMap(any -> functions.find(plan.name(), alias.version()))
                        .map(GetFunctionResponse::configuration)
                : functions.versions(plan.name()).stream().findFirst();
        int provisioned = version.filter(one -> Functions.number(one) > 0)
                .map(one -> provisioned(one, plan, functions))
                .orElse(0);
        return new FunctionLook(latest, alias, version, provisioned);
    }

    private static int provisioned(FunctionConfiguration version, FunctionPlan plan, Functions functions) {
        boolean wanted = plan.settings().provisionedConcurrency() != null;
        if (!wanted && !FunctionPlan.published(version)) {
            return 0;
        }
        try {
            return ProvisionVersion.find(functions.client(), plan.name(), version.version())
                    .map(config -> config.requestedProvisionedConcurrentExecutions())
                    .orElse(0);
        } catch (LambdaException error) {
            if (wanted || AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            return 0; // whoever may not look has not provisioned any either
        }
    }

    /** What a deployment keeps of it. */
    FunctionBefore before(FunctionPlan plan) {
        Integer reserved =
                latest.concurrency() == null ? null : latest.concurrency().reservedConcurrentExecutions();
        String number = version.map(FunctionConfiguration::version).orElse("");
        return new FunctionBefore(true, alias, number, reserved, provisioned, unshared(plan.settings()));
    }

    /** Lambda shares an alias' traffic between published versions of one role and one dead-letter queue only. */
    private String unshared(FunctionSettings wanted) {
        if (!alias.exists() || version.isEmpty()) {
            return "";
        }
        if (!alias.canShare()) {
            return Words.of(FunctionLook.class, "lambdaSharesNo");
        }
        String role = String.valueOf(version.get().role());
        if (!role.equals(wanted.role())) {
            return Words.of(FunctionLook.class, "lambdaSharesNoTraffic", role, wanted.role());
        }
        return queue(version.get()).equals(queue(latest.configuration()))
                ? ""
                : Words.of(FunctionLook.class, "lambdaSharesNoTrafficBetween");
    }

    private static String queue(FunctionConfiguration function) {
        return function.deadLetterConfig() == null
                        || function.deadLetterConfig().targetArn() == null
                ? ""
                : function.deadLetterConfig().targetArn();
    }
}
