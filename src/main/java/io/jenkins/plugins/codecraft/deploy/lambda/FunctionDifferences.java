package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/** Where a function differs from the wanted one. */
record FunctionDifferences(FunctionPlan plan, FunctionCode code) {

    /** What a difference of the alias is told of. */
    static String aliasField(FunctionPlan plan) {
        return Words.of(FunctionDifferences.class, "alias", plan.settings().alias());
    }

    List<Difference> fromNothing() {
        List<Difference> differences = new ArrayList<>();
        differences.add(new Difference("function", "", plan.name()));
        differences.add(new Difference("code", "", code.words()));
        if (plan.settings().hasAlias()) {
            differences.add(new Difference(aliasField(plan), "", Words.of(FunctionDifferences.class, "version")));
        }
        return differences;
    }

    List<Difference> from(FunctionLook look) {
        GetFunctionResponse now = look.latest();
        List<Difference> differences = new ArrayList<>(ownership(now));
        if (!code.isIn(now)) {
            differences.addAll(codeOf(now));
        }
        differences.addAll(Configured.of(now.configuration()).to(Configured.wanted(plan.settings())));
        Functions.failure(now)
                .ifPresent(why -> differences.add(new Difference(
                        Words.of(FunctionDifferences.class, "lastChange"),
                        Words.of(FunctionDifferences.class, "failed", why),
                        "successful")));
        differences.addAll(tags(now));
        reserved(now).ifPresent(differences::add);
        versionOf(look).or(() -> provisioned(look)).ifPresent(differences::add);
        return differences;
    }

    private List<Difference> ownership(GetFunctionResponse now) {
        return plan.name().equals(now.tags().get(Ownership.ID))
                ? List.of()
                : List.of(new Difference(
                        "owner",
                        Words.of(FunctionDifferences.class, "notCodecraft"),
                        Words.of(FunctionDifferences.class, "codecraftAsAdopt")));
    }

    private List<Difference> codeOf(GetFunctionResponse now) {
        String is = code.isImage()
                ? String.valueOf(now.code().imageUri())
                : Words.of(
                        FunctionDifferences.class,
                        "shaBytes",
                        now.configuration().codeSha256(),
                        now.configuration().codeSize());
        List<Difference> differences = new ArrayList<>();
        if (!is.equals(code.words())) {
            differences.add(new Difference("code", is, code.words()));
        }
        String architecture = FunctionCode.architecture(now.configuration());
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

    /**
     * The alias is right if all its callers get one published version, and that has the wanted content. Without an
     * alias the newest version must have it, so that what an interrupted deployment left is published yet.
     */
    private Optional<Difference> versionOf(FunctionLook look) {
        boolean same = look.version()
                .filter(one -> Functions.number(one) > 0)
                .filter(one -> sameContent(one, look.latest()))
                .isPresent();
        if (!plan.settings().hasAlias()) {
            String newest = look.version().map(FunctionConfiguration::version).orElse("");
            return same
                    ? Optional.empty()
                    : Optional.of(new Difference("version", newest, Words.of(FunctionDifferences.class, "newOne")));
        }
        String field = aliasField(plan);
        if (!look.alias().exists()) {
            return Optional.of(new Difference(field, "", Words.of(FunctionDifferences.class, "newVersion")));
        }
        if (!look.alias().weights().isEmpty()) {
            return Optional.of(
                    new Difference(field, look.alias().words(), Words.of(FunctionDifferences.class, "oneVersion")));
        }
        return same
                ? Optional.empty()
                : Optional.of(
                        new Difference(field, look.alias().words(), Words.of(FunctionDifferences.class, "newVersion")));
    }

    private boolean sameContent(FunctionConfiguration version, GetFunctionResponse now) {
        boolean sameCode = code.isImage()
                ? code.isIn(now)
                        && version.codeSha256().equals(now.configuration().codeSha256())
                : code.isIn(version);
        Configured wanted = Configured.wanted(plan.settings());
        Configured is = Configured.of(version).described(wanted.description());
        return sameCode && is.to(wanted).isEmpty();
    }

    private Optional<Difference> provisioned(FunctionLook look) {
        Integer wanted = plan.settings().provisionedConcurrency();
        return look.provisioned() == (wanted == null ? 0 : wanted)
                ? Optional.empty()
                : Optional.of(new Difference(
                        "provisionedConcurrency", number(look.provisioned()), wanted == null ? "" : number(wanted)));
    }

    private static String number(int executions) {
        return executions == 0 ? "" : Integer.toString(executions);
    }
}
