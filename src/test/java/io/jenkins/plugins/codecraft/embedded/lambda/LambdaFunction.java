package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One function with its versions, aliases, policies, concurrency and tags. Safe for threads. */
final class LambdaFunction {
    private final LambdaContext context;
    private final String region;
    private final String name;
    private final String arn;
    private final Map<String, FunctionVersion> versions = new LinkedHashMap<>();
    private final Map<String, FunctionAlias> aliases = new TreeMap<>();
    private final Map<String, ResourcePolicy> policies = new TreeMap<>();
    private final Map<String, Provisioned> provisioned = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private FunctionVersion latest;
    private FunctionVersion serving;
    private Optional<Integer> reserved = Optional.empty();
    private int published;

    /** Provisioned concurrency of a version or an alias. */
    record Provisioned(int wanted, boolean ready) {}

    LambdaFunction(LambdaContext context, String region, String name, FunctionVersion first) {
        this.context = context;
        this.region = region;
        this.name = name;
        this.arn = "arn:aws:lambda:" + region + ":" + context.aws().account() + ":function:" + name;
        this.latest = first;
        this.serving = first;
        context.after(context.timings().get().creating(), () -> settle(first.revision(), true));
    }

    private synchronized void settle(String revision, boolean created) {
        if (!latest.revision().equals(revision)) {
            return;
        }
        Optional<String> failure =
                created ? Optional.empty() : context.failures().apply(name);
        latest = failure.map(latest::failed).orElseGet(latest::settled);
        serving = failure.isPresent() ? serving : latest;
    }

    private synchronized void settleVersion(String number) {
        versions.computeIfPresent(number, (key, version) -> version.settled());
    }

    String region() {
        return region;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    synchronized FunctionVersion latest() {
        return latest;
    }

    /** Refuses a change while another one is under way. */
    synchronized void requireQuiet() {
        if (latest.isPending()) {
            throw LambdaErrors.conflict(
                    "The operation cannot be performed at this time. The function is currently in the following state:"
                            + " Pending");
        }
        if (latest.isUpdating()) {
            throw LambdaErrors.conflict(
                    "The operation cannot be performed at this time. An update is in progress for resource: " + arn);
        }
    }

    synchronized void requireRevision(Optional<String> expected) {
        if (expected.isPresent() && !expected.get().equals(latest.revision())) {
            throw LambdaErrors.revision("GetFunction/GetAlias");
        }
    }

    /** Begins an update of $LATEST. */
    synchronized FunctionVersion update(ObjectNode settings, CodePackage code) {
        latest = latest.updating(settings, code, context.now());
        String revision = latest.revision();
        context.after(context.timings().get().updating(), () -> settle(revision, false));
        return latest;
    }

    /** Publishes $LATEST, or answers the last version if that is the same. */
    synchronized FunctionVersion publish(String description) {
        Optional<FunctionVersion> last = Optional.ofNullable(versions.get(String.valueOf(published)));
        if (last.isPresent() && last.get().sameContent(latest)) {
            return last.get();
        }
        String number = String.valueOf(++published);
        FunctionVersion version = latest.published(number, description, context.now());
        versions.put(number, version);
        context.after(context.timings().get().publishing(), () -> settleVersion(number));
        return version;
    }

    synchronized List<FunctionVersion> versions() {
        return List.copyOf(versions.values());
    }

    synchronized Optional<FunctionVersion> version(String number) {
        return number.equals(FunctionName.LATEST) ? Optional.of(latest) : Optional.ofNullable(versions.get(number));
    }

    /** The version that a qualifier stands for. */
    synchronized FunctionVersion require(Optional<String> qualifier) {
        String text = qualifier.orElse(FunctionName.LATEST);
        FunctionAlias alias = aliases.get(text);
        return version(alias == null ? text : alias.version())
                .orElseThrow(() -> LambdaErrors.noFunction(arn + ":" + text));
    }

    /** The version that an invocation goes to; while $LATEST is updated, what it was before. */
    synchronized FunctionVersion choose(Optional<String> qualifier, double chance) {
        String text = qualifier.orElse(FunctionName.LATEST);
        FunctionAlias alias = aliases.get(text);
        String number = alias == null ? text : alias.choose(chance);
        return number.equals(FunctionName.LATEST) ? serving : require(Optional.of(number));
    }

    synchronized void deleteVersion(String number) {
        if (!versions.containsKey(number)) {
            throw LambdaErrors.noFunction(arn + ":" + number);
        }
        List<String> users = aliases.values().stream()
                .filter(alias -> alias.versions().contains(number))
                .map(FunctionAlias::name)
                .toList();
        if (!users.isEmpty()) {
            throw LambdaErrors.conflict("Version " + number + " of function " + name
                    + " cannot be deleted because it is referenced by aliases: " + users);
        }
        versions.remove(number);
        policies.remove(number);
        provisioned.remove(number);
    }

    synchronized List<FunctionAlias> aliases() {
        return List.copyOf(aliases.values());
    }

    synchronized FunctionAlias alias(String alias) {
        return Optional.ofNullable(aliases.get(alias))
                .orElseThrow(() -> LambdaErrors.notFound("Cannot find alias arn: " + arn + ":" + alias));
    }

    synchronized FunctionAlias createAlias(FunctionAlias alias) {
        if (aliases.containsKey(alias.name())) {
            throw LambdaErrors.conflict("Alias already exists: " + arn + ":" + alias.name());
        }
        return put(alias);
    }

    synchronized FunctionAlias updateAlias(FunctionAlias alias, Optional<String> revision) {
        if (revision.isPresent() && !revision.get().equals(alias(alias.name()).revision())) {
            throw LambdaErrors.revision("GetFunction/GetAlias");
        }
        return put(alias);
    }

    private FunctionAlias put(FunctionAlias alias) {
        alias.versions().forEach(number -> require(Optional.of(number)));
        if (!alias.weights().isEmpty()) {
            requireRoutable(alias);
        }
        aliases.put(alias.name(), alias);
        return alias;
    }

    private void requireRoutable(FunctionAlias alias) {
        if (alias.weights().size() > 1) {
            throw LambdaErrors.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        if (alias.version().equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid("$LATEST is not supported for an alias pointing to more than 1 version");
        }
        if (alias.weights().containsKey(alias.version())) {
            throw LambdaErrors.invalid("Invalid function version " + alias.version() + ". Function version "
                    + alias.version() + " is already included in routing configuration.");
        }
        if (provisioned.containsKey(alias.name())) {
            throw LambdaErrors.invalid("Alias with weights can not be used with Provisioned Concurrency");
        }
        if (differ(alias, version -> version.text("Role"))) {
            throw LambdaErrors.invalid("Specified versions must be associated with the same execution role");
        }
        if (differ(alias, version -> version.settings()
                .path("DeadLetterConfig")
                .path("TargetArn")
                .asText(""))) {
            throw LambdaErrors.invalid("Specified versions must have the same dead letter queue configuration");
        }
    }

    private boolean differ(FunctionAlias alias, java.util.function.Function<FunctionVersion, String> what) {
        return alias.versions().stream()
                        .map(number -> what.apply(require(Optional.of(number))))
                        .distinct()
                        .count()
                > 1;
    }

    synchronized void deleteAlias(String alias) {
        aliases.remove(alias);
        policies.remove(alias);
        provisioned.remove(alias);
    }

    /** Does something with the policy of the function or of a qualifier. */
    synchronized <T> T withPolicy(Optional<String> qualifier, java.util.function.Function<ResourcePolicy, T> action) {
        requireQualifier(qualifier);
        return action.apply(policies.computeIfAbsent(qualifier.orElse(""), key -> new ResourcePolicy()));
    }

    private void requireQualifier(Optional<String> qualifier) {
        if (qualifier.filter(text -> !aliases.containsKey(text)).isPresent()) {
            require(qualifier);
        }
    }

    synchronized Optional<Integer> reserved() {
        return reserved;
    }

    synchronized void reserve(Optional<Integer> executions) {
        int ready = provisioned.values().stream().mapToInt(Provisioned::wanted).sum();
        if (executions.filter(most -> most < ready).isPresent()) {
            throw LambdaErrors.invalid("ReservedConcurrentExecutions  " + executions.get()
                    + " should not be lower than function's total provisioned concurrency [" + ready + "].");
        }
        reserved = executions;
    }

    synchronized void provision(String qualifier, int executions) {
        if (qualifier.equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid(
                    "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
        }
        requireQualifier(Optional.of(qualifier));
        FunctionAlias alias = aliases.get(qualifier);
        if (alias != null && !alias.weights().isEmpty()) {
            throw LambdaErrors.invalid("Alias with weights can not be used with Provisioned Concurrency");
        }
        int others = provisioned.entrySet().stream()
                .filter(other -> !other.getKey().equals(qualifier))
                .mapToInt(other -> other.getValue().wanted())
                .sum();
        if (reserved.filter(most -> others + executions > most).isPresent()) {
            throw LambdaErrors.invalid("Requested Provisioned Concurrency should not be greater than the"
                    + " reservedConcurrentExecution for function");
        }
        provisioned.put(qualifier, new Provisioned(executions, false));
        context.after(context.timings().get().provisioning(), () -> provisioned(qualifier, executions));
    }

    private synchronized void provisioned(String qualifier, int executions) {
        provisioned.computeIfPresent(
                qualifier, (key, now) -> now.wanted() == executions ? new Provisioned(executions, true) : now);
    }

    synchronized Provisioned provisionedOf(String qualifier) {
        requireQualifier(Optional.of(qualifier));
        return Optional.ofNullable(provisioned.get(qualifier))
                .orElseThrow(() -> new AwsError(
                        "ProvisionedConcurrencyConfigNotFoundException",
                        404,
                        "No Provisioned Concurrency Config found for this function"));
    }

    synchronized Map<String, Provisioned> provisioned() {
        return new TreeMap<>(provisioned);
    }

    synchronized void unprovision(String qualifier) {
        provisioned.remove(qualifier);
    }

    synchronized Map<String, String> tags() {
        return new TreeMap<>(tags);
    }

    synchronized void tag(Map<String, String> more) {
        tags.putAll(more);
    }

    synchronized void untag(List<String> keys) {
        keys.forEach(tags::remove);
    }
}
