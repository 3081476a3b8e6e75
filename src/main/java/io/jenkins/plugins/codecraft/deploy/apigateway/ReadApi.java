package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is. If nothing differs from what is wanted there is nothing to do. */
record ReadApi(ApiPlan plan, String document, Places places) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Gateway gateway = Gateway.of(context.aws(), plan.http());
        Optional<Gateway.Api> found = find(gateway, context);
        ApiBefore before = found.isPresent() ? before(gateway, found.get(), context.aws()) : nothing(context.aws());
        boolean planned = plan.options().plan();
        Difference.print(context, plan.words(), planned, before.differences());
        if (planned || before.differences().isEmpty()) {
            String serving = before.stageOrNone().deploymentId();
            return Progress.done(new ApiResult(plan, before, serving).unchanged(context.aws()));
        }
        return Progress.next(
                found.isPresent()
                        ? new ImportDocument(plan, document, places, before)
                        : new CreateApi(plan, document, places, before));
    }

    private Optional<Gateway.Api> find(Gateway gateway, OperationContext context)
            throws IOException, InterruptedException {
        List<Gateway.Api> named = gateway.named(plan.name());
        List<Gateway.Api> ours = named.stream().filter(this::isOurs).toList();
        if (ours.size() > 1) {
            throw new OperationFailure(
                    Words.of(ReadApi.class, "thereApisTag", ours.size(), Ownership.ID, plan.name(), ids(ours)));
        }
        if (named.isEmpty()) {
            requireNoneOfTheOtherType(context);
        }
        if (!ours.isEmpty() || named.isEmpty()) {
            return ours.stream().findFirst();
        }
        if (!plan.options().adopt()) {
            throw new OperationFailure(
                    Words.of(ReadApi.class, "thereCodecraftDid", plan.words(), ids(named), Ownership.ID));
        }
        if (named.size() > 1) {
            throw new OperationFailure(Words.of(ReadApi.class, "thereApisOnly", named.size(), plan.name(), ids(named)));
        }
        context.console()
                .event(Words.of(
                        ReadApi.class,
                        "whichCodecraftDid",
                        (plan.options().plan()
                                        ? Words.of(ReadApi.class, "wouldTakeOver")
                                        : Words.of(ReadApi.class, "takingOver"))
                                + plan.words(),
                        ids(named)));
        return Optional.of(named.get(0));
    }

    /** Names of APIs are not unique; with two of a name, nobody who goes by the name knows which is meant. */
    private void requireNoneOfTheOtherType(OperationContext context) throws IOException, InterruptedException {
        List<Gateway.Api> others = Gateway.of(context.aws(), !plan.http()).named(plan.name());
        if (others.isEmpty()) {
            return;
        }
        String there = Words.of(
                ReadApi.class,
                "there",
                plan.http() ? Words.of(ReadApi.class, "restApi") : Words.of(ReadApi.class, "httpApi"),
                plan.name(),
                ids(others));
        if (others.stream().noneMatch(this::isOurs)) {
            context.console().event(Words.of(ReadApi.class, "asWellWhich", there));
            return;
        }
        String type = plan.http() ? "REST" : "HTTP";
        throw new OperationFailure(Words.of(
                ReadApi.class,
                "codecraftCreatedAws",
                there,
                plan.settings().openapi(),
                plan.http() ? Words.of(ReadApi.class, "httpApi2") : Words.of(ReadApi.class, "restApi2"),
                type));
    }

    private static String ids(List<Gateway.Api> apis) {
        return String.join(", ", apis.stream().map(Gateway.Api::id).toList());
    }

    private boolean isOurs(Gateway.Api api) {
        return plan.name().equals(api.tags().get(Ownership.ID));
    }

    private ApiBefore nothing(AwsSession session) {
        List<Difference> all = new ArrayList<>();
        all.add(new Difference("api", "", plan.words()));
        all.add(new Difference("definition", "", plan.settings().openapi() + " (" + plan.content() + ")"));
        all.add(new Difference("stage", "", plan.settings().stage()));
        all.addAll(settings(StageState.none()));
        all.addAll(new Grants(plan, session).missing(""));
        all.addAll(OfferPlan.differences(plan, session, ""));
        return new ApiBefore("", "", null, all);
    }

    private ApiBefore before(Gateway gateway, Gateway.Api api, AwsSession session) {
        StageState stage = gateway.stages(api.id()).get(plan.settings().stage());
        StageState is = stage == null ? StageState.none() : stage;
        String serves = gateway.deployments(api.id()).stream()
                .filter(deployed -> deployed.id().equals(is.deploymentId()))
                .map(deployed -> Content.in(deployed.description()))
                .findFirst()
                .orElse("");
        String imported = Content.of(api);
        List<Difference> all = new ArrayList<>();
        if (!imported.equals(plan.content()) || !serves.equals(plan.content())) {
            String now = serves.isEmpty() ? Words.of(ReadApi.class, "notCodecraft") : serves;
            all.add(new Difference("definition", now, plan.settings().openapi() + " (" + plan.content() + ")"));
        }
        if (stage == null) {
            all.add(new Difference("stage", "", plan.settings().stage()));
        }
        all.addAll(settings(is));
        all.addAll(tags(api.tags()));
        all.addAll(new Grants(plan, session).missing(api.id()));
        all.addAll(OfferPlan.differences(plan, session, api.id()));
        return new ApiBefore(api.id(), imported, stage, all);
    }

    private List<Difference> settings(StageState is) {
        return Difference.between(
                is.fields(), is.wanted(plan.settings(), is.deploymentId()).fields());
    }

    /** Only what is missing: which build made it changes with each build. */
    private List<Difference> tags(Map<String, String> is) {
        List<Difference> missing = new ArrayList<>();
        plan.options().tags().forEach((key, value) -> {
            if (!value.equals(is.get(key))) {
                missing.add(new Difference("tags." + key, is.getOrDefault(key, ""), value));
            }
        });
        if (!plan.name().equals(is.get(Ownership.ID))) {
            missing.add(new Difference("tags." + Ownership.ID, "", plan.name()));
        }
        return missing;
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
