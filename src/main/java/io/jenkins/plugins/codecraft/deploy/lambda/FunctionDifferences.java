package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.deploy.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/** Where a function differs from the wanted one. */
record FunctionDifferences(FunctionPlan plan, FunctionCode code, Functions functions) {

    List<Difference> fromNothing() {
        List<Difference> differences = new ArrayList<>();
        differences.add(new Difference("function", "", plan.name()));
        differences.add(new Difference("code", "", code.words()));
        if (plan.settings().hasAlias()) {
            differences.add(new Difference("alias " + plan.settings().alias(), "", "version 1"));
        }
        return differences;
    }

    List<Difference> from(GetFunctionResponse now, AliasState alias) {
        List<Difference> differences = new ArrayList<>(ownership(now));
        if (!code.isIn(now)) {
            differences.addAll(codeOf(now));
        }
        Configured wanted = Configured.wanted(plan.settings());
        differences.addAll(Configured.of(now.configuration()).to(wanted));
        Functions.failure(now)
                .ifPresent(why -> differences.add(new Difference("last change", "failed: " + why, "successful")));
        differences.addAll(tags(now));
        reserved(now).ifPresent(differences::add);
        if (plan.settings().hasAlias()) {
            aliasOf(now, alias, wanted).ifPresent(differences::add);
        }
        return differences;
    }

    private List<Difference> ownership(GetFunctionResponse now) {
        return plan.name().equals(now.tags().get(Ownership.ID))
                ? List.of()
                : List.of(new Difference("owner", "not CodeCraft", "CodeCraft, as adopt says"));
    }

    private List<Difference> codeOf(GetFunctionResponse now) {
        String is = code.isImage()
                ? String.valueOf(now.code().imageUri())
                : "SHA-256 " + now.configuration().codeSha256() + ", "
                        + now.configuration().codeSize() + " bytes";
        List<Difference> differences = new ArrayList<>();
        if (!is.equals(code.words())) {
            differences.add(new Difference("code", is, code.words()));
        }
        String architecture = FunctionCode.architecture(now);
        if (!architecture.equals(code.architecture())) {
            differences.add(new Difference("architecture", architecture, code.architecture()));
        }
        return differences;
    }

    private List<Difference> tags(GetFunctionResponse now) {
        List<Difference> differences = new ArrayList<>();
        for (Map.Entry<String, String> tag : plan.options().tags().entrySet()) {
            String is = now.tags().getOrDefault(tag.getKey(), "");
            if (!now.tags().containsKey(tag.getKey()) || !is.equals(tag.getValue())) {
                differences.add(new Difference("tags." + tag.getKey(), is, tag.getValue()));
            }
        }
        return differences;
    }

    private Optional<Difference> reserved(GetFunctionResponse now) {
        Integer wanted = plan.settings().reservedConcurrency();
        Integer is = now.concurrency() == null ? null : now.concurrency().reservedConcurrentExecutions();
        return wanted == null || wanted.equals(is)
                ? Optional.empty()
                : Optional.of(
                        new Difference("reservedConcurrency", is == null ? "" : is.toString(), wanted.toString()));
    }

    /** The alias is right if the version that all its callers get has the wanted content. */
    private Optional<Difference> aliasOf(GetFunctionResponse now, AliasState alias, Configured wanted) {
        String field = "alias " + plan.settings().alias();
        if (!alias.exists()) {
            return Optional.of(new Difference(field, "", "the new version"));
        }
        if (!alias.weights().isEmpty()) {
            return Optional.of(new Difference(field, alias.words(), "one version"));
        }
        Optional<GetFunctionResponse> version = functions.find(plan.name(), alias.version());
        boolean same = version.filter(found -> sameContent(found, now, wanted)).isPresent();
        if (!same) {
            return Optional.of(new Difference(field, alias.words(), "the new version"));
        }
        return provisioned(alias.version());
    }

    private boolean sameContent(GetFunctionResponse version, GetFunctionResponse now, Configured wanted) {
        boolean sameCode = code.isImage()
                ? version.configuration()
                        .codeSha256()
                        .equals(now.configuration().codeSha256())
                : code.isIn(version);
        Configured is = Configured.of(version.configuration()).described(wanted.description());
        return sameCode && is.to(wanted).isEmpty();
    }

    private Optional<Difference> provisioned(String version) {
        Integer wanted = plan.settings().provisionedConcurrency();
        if (wanted == null) {
            return Optional.empty();
        }
        int is = ProvisionVersion.find(functions.client(), plan.name(), version)
                .map(config -> config.requestedProvisionedConcurrentExecutions())
                .orElse(0);
        return is == wanted
                ? Optional.empty()
                : Optional.of(new Difference("provisionedConcurrency", Integer.toString(is), wanted.toString()));
    }
}
