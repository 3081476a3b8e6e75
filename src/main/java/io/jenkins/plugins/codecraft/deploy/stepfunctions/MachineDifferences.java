package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a state machine differs from what is wanted, so that people can read it. */
record MachineDifferences(Deployment deployment, Map<String, String> tags) {
    private static final Pattern STATE = Pattern.compile("definition\\.States\\.([^.\\[]+).*");
    private static final int MOST_PLACES = 20;

    /** @param leadsThere whether the alias leads to what is wanted already; without one, whether that has a version */
    List<Difference> all(boolean leadsThere) {
        List<Difference> differences = new ArrayList<>(deployment.existed() ? changes() : creation());
        differences.addAll(ofTags());
        if (!leadsThere) {
            ofVersion().ifPresent(differences::add);
        }
        return differences;
    }

    private Optional<Difference> ofVersion() {
        String wanted = Words.of(MachineDifferences.class, "versionDefinition");
        if (deployment.plan().settings().hasAlias()) {
            Routes routes = deployment.routes();
            return Optional.of(new Difference(
                    Words.of(
                            MachineDifferences.class,
                            "alias",
                            deployment.plan().settings().alias()),
                    routes.exist() ? routes.words() : "",
                    wanted));
        }
        boolean only = deployment.existed()
                && deployment.before().sameAs(deployment.plan().wanted());
        String newest =
                deployment.newest() == 0 ? "" : Words.of(MachineDifferences.class, "version", deployment.newest());
        return only
                ? Optional.of(new Difference(Words.of(MachineDifferences.class, "newestVersion"), newest, wanted))
                : Optional.empty();
    }

    private List<Difference> changes() {
        List<Difference> all = Difference.between(
                deployment.before().fields(), deployment.plan().wanted().fields());
        long places = all.stream()
                .filter(each -> each.field().startsWith("definition."))
                .count();
        return places <= MOST_PLACES ? all : shortened(all);
    }

    /** Of a definition that differs in many places the states that differ. */
    private List<Difference> shortened(List<Difference> all) {
        List<Difference> few = new ArrayList<>();
        TreeSet<String> states = new TreeSet<>();
        for (Difference each : all) {
            Matcher state = STATE.matcher(each.field());
            if (!state.matches()) {
                few.add(each);
            } else if (states.add(state.group(1))) {
                String place = "definition.States." + state.group(1) + ".Type";
                boolean was = deployment.before().fields().containsKey(place);
                boolean stays = deployment.plan().wanted().fields().containsKey(place);
                few.add(new Difference(
                        "definition.States." + state.group(1),
                        was ? Words.of(MachineDifferences.class, "asBefore") : "",
                        stays ? "changed" : ""));
            }
        }
        return few;
    }

    private List<Difference> creation() {
        Map<String, String> wanted = new TreeMap<>();
        TreeSet<String> states = new TreeSet<>();
        deployment.plan().wanted().fields().forEach((field, value) -> {
            Matcher state = STATE.matcher(field);
            if (state.matches()) {
                states.add(state.group(1));
            } else {
                wanted.put(field, value);
            }
        });
        wanted.put("definition.States", String.join(", ", states));
        return Difference.between(Map.of(), wanted);
    }

    /** Tags that somebody else gave it stay, and so do those of the build that made it. */
    private List<Difference> ofTags() {
        Map<String, String> is = new TreeMap<>();
        Map<String, String> wanted = new TreeMap<>();
        deployment.plan().options().tags().forEach((key, value) -> wanted.put("tags." + key, value));
        if (deployment.existed()) {
            wanted.put("tags." + Ownership.ID, deployment.plan().name());
        }
        tags.forEach((key, value) -> is.put("tags." + key, value));
        is.keySet().retainAll(wanted.keySet());
        return Difference.between(is, wanted);
    }
}
