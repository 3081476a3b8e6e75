package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/** Functions as Lambda shows them. */
record Functions(LambdaClient client) {
    private static final int PAGE = 50;

    /** The function as it would be published now. */
    Optional<GetFunctionResponse> find(String name) {
        try {
            return Optional.of(client.getFunction(request -> request.functionName(name)));
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    GetFunctionResponse require(String name) {
        return find(name)
                .orElseThrow(() -> new OperationFailure(Words.of(Functions.class, "functionGoneSomebody", name)));
    }

    /** A published version, or what an alias has. */
    Optional<GetFunctionResponse> find(String name, String qualifier) {
        try {
            return Optional.of(
                    client.getFunction(request -> request.functionName(name).qualifier(qualifier)));
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    Optional<GetAliasResponse> alias(String name, String alias) {
        try {
            return Optional.of(
                    client.getAlias(request -> request.functionName(name).name(alias)));
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    /** The published versions, the newest first. */
    List<FunctionConfiguration> versions(String name) {
        List<FunctionConfiguration> all = new ArrayList<>();
        String marker = null;
        do {
            String next = marker;
            var page = client.listVersionsByFunction(
                    request -> request.functionName(name).maxItems(PAGE).marker(next));
            page.versions().stream().filter(version -> number(version) > 0).forEach(all::add);
            marker = page.nextMarker();
        } while (marker != null);
        all.sort(Comparator.comparingLong(Functions::number).reversed());
        return all;
    }

    /** 0 of $LATEST. */
    static long number(FunctionConfiguration version) {
        return version.version().matches("\\d{1,18}") ? Long.parseLong(version.version()) : 0;
    }

    /** What the aliases send callers to. */
    List<AliasConfiguration> aliases(String name) {
        List<AliasConfiguration> all = new ArrayList<>();
        String marker = null;
        do {
            String next = marker;
            var page = client.listAliases(
                    request -> request.functionName(name).maxItems(PAGE).marker(next));
            all.addAll(page.aliases());
            marker = page.nextMarker();
        } while (marker != null);
        return all;
    }

    /** The versions that aliases send callers to. */
    Set<String> used(String name) {
        Set<String> used = new HashSet<>();
        aliases(name).forEach(alias -> {
            used.add(alias.functionVersion());
            if (alias.routingConfig() != null) {
                used.addAll(alias.routingConfig().additionalVersionWeights().keySet());
            }
        });
        return used;
    }

    /** Whether a change is under way, so that Lambda takes no other. */
    static boolean passes(GetFunctionResponse function) {
        FunctionConfiguration now = function.configuration();
        return now.state() == State.PENDING || now.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS;
    }

    /** Why the last change failed; nothing if it did not. */
    static Optional<String> failure(GetFunctionResponse function) {
        FunctionConfiguration now = function.configuration();
        if (now.state() == State.FAILED) {
            return Optional.of(said(now.stateReason()));
        }
        return now.lastUpdateStatus() == LastUpdateStatus.FAILED
                ? Optional.of(said(now.lastUpdateStatusReason()))
                : Optional.empty();
    }

    private static String said(String reason) {
        return reason == null || reason.isBlank() ? Words.of(Functions.class, "lambdaGaveNo") : reason.strip();
    }

    /** Whether somebody else changed the function in this moment, so that it is to be looked at again. */
    static boolean isChanging(LambdaException error) {
        return error instanceof PreconditionFailedException
                || error instanceof ResourceConflictException
                        && AwsErrors.message(error).contains("cannot be performed at this time");
    }

    /**
     * A refusal in words.
     *
     * @param what was to be done, such as {@code to create function iris}
     * @throws LambdaException the error itself, if the same call may well succeed later
     */
    static OperationFailure refusal(String what, LambdaException error) {
        if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
            throw error;
        }
        return new OperationFailure(
                Words.of(Functions.class, "lambdaRefused", what, AwsErrors.describe(error), remedy(error)), error);
    }

    private static String remedy(LambdaException error) {
        String message = AwsErrors.message(error);
        if (message.contains("assumed by Lambda")) {
            return Words.of(Functions.class, "checkParameterRole");
        }
        if (message.contains("S3 Error")) {
            return Words.of(Functions.class, "lambdaReadsCode");
        }
        if (message.contains("ReservedConcurrentExecutions")) {
            return Words.of(Functions.class, "askHigherQuota");
        }
        return AwsErrors.isDenied(error) ? Words.of(Functions.class, "grantMissingPermission") : "";
    }
}
